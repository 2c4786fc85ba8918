using System.Globalization;
using System.Text.Json.Nodes;
using QuantumTrader.Deploy.Tests.Live;

namespace QuantumTrader.Deploy.Tests.Env;

/// <summary>deploy/env/harvest-brain.env is what the program knows: every setting of the service, each with its default and its limits, and nothing else.</summary>
public sealed class HarvestBrainEnvTests
{
    private const string Section = "harvest-brain";

    // Has no default, and the service needs one.
    private const string RedisHost = "REDIS_HOST";

    // A service gives Redis time to start; a person at a terminal wants to know at once.
    private const string StartWait = "REDIS_START_WAIT_SEC";

    private static readonly string[] OfTheSystem =
    [
        "REDIS_URL", "REDIS_HOST", "REDIS_PORT", "REDIS_DB", "REDIS_PASSWORD", "REDIS_PASSWORD_FILE", "REDIS_TLS", "REDIS_TLS_CA_FILE", "REDIS_TLS_CERT_FILE", "REDIS_TLS_KEY_FILE",
        "QUANTUM_KEY_PREFIX", StartWait, "STAGE_LEASE_SEC", "LOG_LEVEL", "LOG_FORMAT", "METRICS_PORT", "METRICS_STAGE_PORTS", "METRICS_ADDRESS",
    ];

    private static readonly EnvironmentFile Deployed = EnvironmentFile.Read(File.ReadAllText(Path.Combine(SourceTree.Deploy, "env", "harvest-brain.env")));

    [Fact]
    public void File_IsOneForSystemd()
    {
        Assert.Empty(Deployed.Faults);
        Assert.Equal(Deployed.Entries.Count, Deployed.Entries.Select(entry => entry.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Deployed.Entries, entry => Assert.True(entry.Explanation.EndsWith('.'), $"{entry.Key} is not explained"));
    }

    [Fact]
    public async Task File_HasEverySettingOfTheServiceAndNothingElse()
    {
        var known = (await SchemaAsync())[Section]!["properties"]!.AsObject().Select(pair => pair.Key).ToList();

        Assert.Equal(
            known.Union(OfTheSystem).Order(StringComparer.Ordinal),
            Deployed.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>With the file every setting has the value that it has without it.</summary>
    [Fact]
    public async Task Values_AreTheDefaults()
    {
        var made = Deployed.Entries.Where(entry => !entry.IsOff && entry.Key is not (RedisHost or StartWait)).ToList();
        var (without, with) = (await ShowAsync([]), await ShowAsync(made));

        Assert.All(made.Where(entry => without.ContainsKey(entry.Key)), entry =>
        {
            Assert.Equal("environment", with[entry.Key].Origin);
            Assert.Equal(without[entry.Key].Value, with[entry.Key].Value);
        });
        Assert.Empty(made.Select(entry => entry.Key).Except(without.Keys));
    }

    [Fact]
    public void WhatHasNoDefault_IsNotMade() => Assert.Equal(
        [
            "HARVEST_MODE", "HARVEST_LADDERS", "REDIS_PASSWORD", "REDIS_PASSWORD_FILE", "REDIS_TLS_CA_FILE", "REDIS_TLS_CERT_FILE", "REDIS_TLS_KEY_FILE", "QUANTUM_KEY_PREFIX", "REDIS_URL", "METRICS_PORT",
            "METRICS_STAGE_PORTS",
        ],
        Deployed.Entries.Where(entry => entry.IsOff).Select(entry => entry.Key));

    /// <summary>Numbers in comments are right as long as somebody compares them.</summary>
    [Fact]
    public async Task Explanations_StateDefaultUnitAndLimits()
    {
        var schema = await SchemaAsync();
        Assert.All(Deployed.Entries, entry =>
        {
            Assert.Contains(entry.IsOff ? "Not set by default" : entry.Key == RedisHost ? "No default" : entry.Key == StartWait ? "Default: 0." : $"Default: {entry.Value}.", entry.Explanation, StringComparison.Ordinal);
            if (SettingOf(schema, entry.Key) is not { } setting)
                return;
            var rule = setting["anyOf"]?[0] ?? setting;
            if (rule["minimum"] is { } least)
                Assert.Contains($"{Number(least)} to {Number(rule["maximum"]!)}", entry.Explanation, StringComparison.Ordinal);
            foreach (var word in rule["enum"]?.AsArray() ?? [])
                Assert.Contains(word!.GetValue<string>(), entry.Explanation, StringComparison.Ordinal);
            if (setting["description"]!.GetValue<string>().Split("Unit: ") is [_, var unit])
                Assert.Contains($"Unit: {unit.TrimEnd('.')}", entry.Explanation, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Program_AcceptsIt()
    {
        var made = Deployed.Entries.Where(entry => !entry.IsOff).ToList();
        await CheckAsync(0, made);

        // Some of the others exclude each other; the files of TLS need TLS, and a key its certificate.
        const string ofTls = "REDIS_TLS_";
        var tls = Deployed.Entries.Where(entry => entry.Key.StartsWith(ofTls, StringComparison.Ordinal)).ToList();
        await CheckAsync(0, made.Where(entry => entry.Key != "REDIS_TLS").Concat(EnvironmentFile.Read("REDIS_TLS=true").Entries).Concat(tls));
        foreach (var other in Deployed.Entries.Where(entry => entry.IsOff).Except(tls))
            await CheckAsync(0, made.Append(other));
    }

    /// <summary>The values of the requirement document, and the way to live mode.</summary>
    [Theory]
    [InlineData(0, "HARVEST_MODE=shadow", "HARVEST_LADDER=0.5:0.25,1.0:0.25,1.5:0.25", "HARVEST_KILL_SWITCH_KEY=quantum:kill", "HARVEST_DEDUP_TTL_SEC=900")]
    [InlineData(0, "HARVEST_ENGINE=brain", "HARVEST_MODE=live", "HARVEST_LIVE_WRITES_ENABLED=false")]
    [InlineData(0, "HARVEST_ENGINE=brain")]
    [InlineData(2, "HARVEST_MODE=live")]
    [InlineData(2, "HARVEST_MIN_R=much")]
    public Task OtherValues_AreJudged(int exitCode, params string[] others)
    {
        List<EnvironmentFile.Entry> changed = [.. others.SelectMany(other => EnvironmentFile.Read(other).Entries)];
        return CheckAsync(exitCode, Deployed.Entries.Where(entry => !entry.IsOff).ExceptBy(changed.Select(entry => entry.Key), entry => entry.Key).Concat(changed));
    }

    private static async Task CheckAsync(int exitCode, IEnumerable<EnvironmentFile.Entry> entries)
    {
        var outcome = await QuantumAsync(entries, "config", "check");
        Assert.True(outcome.ExitCode == exitCode, outcome.All);
    }

    private static async Task<JsonObject> SchemaAsync() => Json(await QuantumAsync([], "config", "schema"))["properties"]!.AsObject();

    /// <summary>Every setting of the sections that the service has.</summary>
    private static async Task<Dictionary<string, (string? Value, string Origin)>> ShowAsync(IEnumerable<EnvironmentFile.Entry> entries) =>
        Json(await QuantumAsync(entries, "config", "show", "--json"))["sections"]!.AsArray()
            .Where(section => section!["section"]!.GetValue<string>() is Section or "system" or "metrics")
            .SelectMany(section => section!["settings"]!.AsArray())
            .ToDictionary(setting => setting!["key"]!.GetValue<string>(), setting => (setting!["value"]?.ToJsonString(), setting["origin"]!.GetValue<string>()), StringComparer.Ordinal);

    private static JsonNode? SettingOf(JsonObject schema, string key) =>
        ((string[])[Section, "system", "metrics"]).Select(section => schema[section]!["properties"]![key]).FirstOrDefault(setting => setting is not null);

    private static string Number(JsonNode number) => number.GetValue<decimal>().ToString(CultureInfo.InvariantCulture);

    private static JsonObject Json(Tool.Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.All);
        return JsonNode.Parse(outcome.Output)!.AsObject();
    }

    // Nothing of this process' own settings: only what a runtime needs to be found.
    private static Task<Tool.Outcome> QuantumAsync(IEnumerable<EnvironmentFile.Entry> entries, params string[] arguments) => Tool.RunAsync(
        "env",
        [
            "-i", .. ((string[])["PATH", "HOME", "DOTNET_ROOT"]).Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}").Where(pair => !pair.EndsWith('=')),
            .. entries.Select(entry => $"{entry.Key}={entry.Value}"), MonitoredSystem.Program, .. arguments,
        ]);
}
