using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Configuration.Kinds;

namespace QuantumTrader.Cli.Tests.Configuration.Reference;

/// <summary>
/// Values that are refused though each keeps its own rule, in the words of the program: an options class says such rules in code only, so the page is told what to ask, and the
/// program answers. <see cref="ConfigurationPageTests"/> finds a rule that nothing here asks for.
/// </summary>
/// <param name="Given">KEY=VALUE.</param>
/// <param name="Faults">What the program says to it.</param>
internal sealed record RefusedTogether(IReadOnlyList<string> Given, IReadOnlyList<SettingFault> Faults)
{
    private static readonly string[][] s_asked =
    [
        ["REDIS_URL=redis://user@127.0.0.1:6379/0"],
        ["REDIS_HOST=127.0.0.1", "REDIS_PASSWORD=change-me", "REDIS_PASSWORD_FILE=/etc/quantum/redis_password"],
        ["REDIS_URL=redis://:change-me@127.0.0.1:6379/0", "REDIS_PASSWORD_FILE=/etc/quantum/redis_password"],
        ["REDIS_URL=redis://127.0.0.1:6379/0", "REDIS_TLS=true"],
        ["REDIS_HOST=127.0.0.1", "REDIS_TLS_CA_FILE=/etc/quantum/tls/ca.pem"],
        ["REDIS_HOST=127.0.0.1", "REDIS_TLS_CERT_FILE=/etc/quantum/tls/client.pem", "REDIS_TLS_KEY_FILE=/etc/quantum/tls/client.key"],
        ["REDIS_HOST=127.0.0.1", "REDIS_TLS=true", "REDIS_TLS_KEY_FILE=/etc/quantum/tls/client.key"],
        ["QUANTUM_KEY_PREFIX=my system"],
        ["METRICS_STAGE_PORTS=apply:http"],
        ["METRICS_STAGE_PORTS=apply:9043,apply:9044"],
        ["METRICS_ADDRESS=localhost"],
        ["OTEL_EXPORTER_OTLP_ENDPOINT=127.0.0.1:4317"],
        ["OTEL_EXPORTER_OTLP_PROTOCOL=http/json"],
        ["FEED=klines"],
        ["HEAT_MIN=0.5", "HEAT_MAX=0.4"],
        ["HEAT_POLICY=custom"],
        ["HEAT_POLICY_TABLE=HOT PARTIAL_50 PARTIAL_25"],
        ["HEAT_POLICY=custom", "HEAT_POLICY_TABLE=HOT PARTIAL_25 PARTIAL_50"],
        ["APPLY_MODE=testnet"],
        ["APPLY_MODE=live"],
        ["HARVEST_MODE=live"],
        ["NOTIFY_TELEGRAM_TOKEN=123456:change-me"],
        ["NOTIFY_TELEGRAM_TOKEN=change-me", "NOTIFY_TELEGRAM_CHAT_ID=-1001234567890"],
        ["NOTIFY_TELEGRAM_CHAT_ID=-1001234567890"],
        ["NOTIFY_TELEGRAM_TOKEN=123456:change-me", "NOTIFY_TELEGRAM_TOKEN_FILE=/etc/quantum/secrets/telegram_bot_token", "NOTIFY_TELEGRAM_CHAT_ID=-1001234567890"],
        ["NOTIFY_TELEGRAM_API=api.telegram.org"],
        ["NOTIFY_SLACK_URL=http://hooks.slack.example/services/change-me"],
        ["NOTIFY_SLACK_URL=https://hooks.slack.example/services/change-me", "NOTIFY_SLACK_URL_FILE=/etc/quantum/secrets/slack_url"],
        ["NOTIFY_WEBHOOK_URL=https://people.example/hook"],
        ["NOTIFY_WEBHOOK_URL=https://user@people.example/hook", "NOTIFY_WEBHOOK_SECRET=change-me"],
        ["NOTIFY_WEBHOOK_SECRET=change-me"],
        ["NOTIFY_WEBHOOK_URL=https://people.example/hook", "NOTIFY_WEBHOOK_SECRET=change-me", "NOTIFY_WEBHOOK_SECRET_FILE=/etc/quantum/secrets/webhook_secret"],
        ["NOTIFY_MUTE=everything"],
        ["PROOF_PROMETHEUS_URL=127.0.0.1:9091"],
    ];

    public static IReadOnlyList<RefusedTogether> All { get; } = [.. s_asked.Select(Ask)];

    /// <summary>Those that a section refuses.</summary>
    public static IEnumerable<RefusedTogether> Of(SettingsSection section) =>
        from refused in All
        let faults = refused.Faults.Where(fault => section.Find(KeyOf(fault)) is not null).ToArray()
        where faults.Length > 0
        select refused with { Faults = faults };

    /// <summary>With which other settings this one is required, one text each; empty: it never is.</summary>
    public static IEnumerable<string> RequiredWith(Setting setting) =>
        from refused in All
        where refused.Faults.Any(fault => KeyOf(fault) == setting.Key) && !refused.Given.Any(given => KeyOf(given) == setting.Key)
        select string.Join(" and ", refused.Given.Select(Named));

    /// <summary>A fault's key without the section before it.</summary>
    public static string KeyOf(SettingFault fault) => fault.Key![(fault.Key!.LastIndexOf('.') + 1)..];

    private static RefusedTogether Ask(string[] given)
    {
        var values = given.Select(text => text.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new(given, [.. new SettingsSources(File: null, [], values).Bind(Catalogue.Create()).Faults.Select(fault => fault with { Origin = null })]);
    }

    private static string KeyOf(string given) => given.Split('=', 2)[0];

    // Which word it is matters; which token or path does not.
    private static string Named(string given) => Catalogue.Create().FindAll(KeyOf(given)).All(setting => setting.Kind is ChoiceKind) ? $"`{given}`" : $"`{KeyOf(given)}`";
}
