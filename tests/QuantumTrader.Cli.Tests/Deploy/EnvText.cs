using System.Text;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Configuration.Kinds;

namespace QuantumTrader.Cli.Tests.Deploy;

/// <summary>The environment file of a service: every setting of its sections with its help, its rule and its default.</summary>
internal static class EnvText
{
    private const int Width = 160;

    // What a setting without a default could look like.
    private static readonly Dictionary<string, string> s_examples = new(StringComparer.Ordinal)
    {
        ["REDIS_URL"] = "redis://127.0.0.1:6379/0",
        ["REDIS_PASSWORD"] = "change-me",
        ["REDIS_PASSWORD_FILE"] = "/etc/quantum/secrets/redis_password",
        ["REDIS_TLS_CA_FILE"] = "/etc/quantum/tls/ca.pem",
        ["REDIS_TLS_CERT_FILE"] = "/etc/quantum/tls/client.pem",
        ["REDIS_TLS_KEY_FILE"] = "/etc/quantum/tls/client.key",
        ["QUANTUM_KEY_PREFIX"] = "staging:",
        ["DATA_DIR"] = "/var/lib/quantum",
        ["FEED_KLINES"] = "/srv/klines/BTCUSDT-1m.csv.gz",
        ["HEAT_POLICY_TABLE"] = "\"HOT PARTIAL_50 PARTIAL_25\"",
        ["APPLY_ALLOWLIST"] = "BTCUSDT",
        ["METRICS_STAGE_PORTS"] = "apply:8043",
        ["NOTIFY_TELEGRAM_TOKEN"] = "123456:change-me",
        ["NOTIFY_TELEGRAM_TOKEN_FILE"] = "/etc/quantum/secrets/telegram_bot_token",
        ["NOTIFY_TELEGRAM_CHAT_ID"] = "-1001234567890",
        ["NOTIFY_SLACK_URL"] = "https://hooks.slack.example/services/change-me",
        ["NOTIFY_SLACK_URL_FILE"] = "/etc/quantum/secrets/slack_url",
        ["NOTIFY_WEBHOOK_URL"] = "https://people.example/hook",
        ["NOTIFY_WEBHOOK_SECRET"] = "change-me",
        ["NOTIFY_WEBHOOK_SECRET_FILE"] = "/etc/quantum/secrets/webhook_secret",
        ["NOTIFY_MUTE"] = "harvest_suggested,stop_moved",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4317",
    };

    public static string Of(string stage, SettingsCatalogue catalogue)
    {
        var text = new StringBuilder($"""
            # Settings of {Services.ByStage[stage]}: quantum run {stage}. Made from the code: QUANTUM_WRITE_DOCS=1 and the tests of the command line write it anew.
            #
            # KEY=VALUE, one a line, without a comment behind the value; a value with a blank or a semicolon in it stands in double quotes, since shells read this file too.
            # A line that begins with #KEY= is a setting that is not made; take the # away to make it.
            # Every setting that is made here has its default, but for what is said otherwise. What all services share may stand in /etc/quantum/common.env instead, which wins.
            # What is wrong is named, all at once, by
            #
            #   (set -a; . /etc/quantum/{stage}.env; quantum config check)
            #
            # With a password in it this file belongs to the service alone: chmod 600.

            """);
        foreach (var name in (string[])[stage, "system", "metrics"])
        {
            var section = catalogue.FindSection(name)!;
            text.Append($"\n# ---- {name}: {section.Summary} ----\n");
            foreach (var setting in section.Settings.Concat(SettingWords.Borrowed(name, catalogue)))
                Append(text, setting);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Setting setting)
    {
        var rule = setting.Kind is TextKind ? "" : $" {char.ToUpperInvariant(setting.Rule[0])}{setting.Rule[1..]}.";
        var standard = SettingWords.DefaultOf(setting);
        var said = standard is null ? "Not set by default." : $"Default: {standard}.";
        if (SettingWords.GivenToServices.TryGetValue(setting.Key, out var given))
            said += $" A service has {given}.";
        text.Append('\n');
        foreach (var line in Wrapped($"{setting.Help}{rule} {said}"))
            text.Append($"# {line}\n");
        text.Append((given ?? standard) is { } made ? $"{setting.Key}={made}\n" : $"#{setting.Key}={ExampleOf(setting)}\n");
    }

    private static string ExampleOf(Setting setting)
    {
        if (s_examples.TryGetValue(setting.Key, out var example))
            return example;
        var schema = setting.Kind.Schema();
        return (schema["enum"]?[0] ?? schema["minimum"])?.ToString() ?? throw new InvalidOperationException($"{setting.Key} needs an example");
    }

    private static IEnumerable<string> Wrapped(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        yield return line.ToString();
    }
}
