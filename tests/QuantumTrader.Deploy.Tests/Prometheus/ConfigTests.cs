namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>The configuration that is deployed: Prometheus accepts it, and it asks the ports that the contract names.</summary>
public sealed class ConfigTests
{
    private static readonly Config Deployed = Yaml.Read<Config>("prometheus", "prometheus.yml");

    [Fact]
    public async Task Prometheus_AcceptsIt()
    {
        var said = await Tool.SucceedAsync("promtool", "check", "config", "--lint-fatal", Path.Combine(SourceTree.Deploy, "prometheus", "prometheus.yml"));

        Assert.Contains($"{RuleFiles.Paths.Count} rule files found", said);
    }

    [Fact]
    public void Intervals_AreThoseOfTheContract()
    {
        Assert.Equal(("15s", "15s"), (Deployed.Global.ScrapeInterval, Deployed.Global.EvaluationInterval));
        Assert.Equal(["rules/*.yml"], Deployed.RuleFiles);
        Assert.Equal(["127.0.0.1:9093"], Deployed.Alerting.Alertmanagers.SelectMany(one => one.StaticConfigs).SelectMany(one => one.Addresses));
    }

    [Theory]
    [InlineData("quantum-harvest-exporter", "127.0.0.1:8042", "10s", "8s", "harvest-metrics")]
    [InlineData("quantum_safety_telemetry", "127.0.0.1:9105", "15s", "10s", "safety-telemetry")]
    public void Exporter_IsScrapedAsDocumented(string job, string target, string interval, string timeout, string service)
    {
        var scrape = Deployed.ScrapeConfigs.Single(one => one.JobName == job);

        Assert.Equal((interval, timeout), (scrape.ScrapeInterval, scrape.ScrapeTimeout));
        Assert.Equal([(target, service)], Services(scrape));
    }

    [Fact]
    public void Stages_AreAskedOnTheirPorts() => Assert.Equal(
        [
            ("127.0.0.1:8043", "quantum-apply-layer"), ("127.0.0.1:8044", "quantum-governor"), ("127.0.0.1:8045", "quantum-position-state-brain"),
            ("127.0.0.1:8056", "quantum-portfolio-heat-gate"), ("127.0.0.1:8061", "quantum-feed"), ("127.0.0.1:8062", "quantum-marketstate"),
            ("127.0.0.1:8063", "quantum-risk-proposal"), ("127.0.0.1:8064", "quantum-harvest-proposal"), ("127.0.0.1:8065", "quantum-execution"),
            ("127.0.0.1:8066", "quantum-intent-router"), ("127.0.0.1:8067", "quantum-harvest-brain"), ("127.0.0.1:8068", "quantum-notifier"),
        ],
        Services(Deployed.ScrapeConfigs.Single(one => one.JobName == "quantum-pipeline")).Order());

    [Fact]
    public void EveryTarget_SaysWhereItBelongs() => Assert.All(
        Deployed.ScrapeConfigs.SelectMany(one => one.StaticConfigs),
        one => Assert.Equal(("quantum-trader", "production"), (one.Labels.GetValueOrDefault("component"), one.Labels.GetValueOrDefault("environment"))));

    private static IEnumerable<(string Target, string? Service)> Services(Scrape scrape) =>
        scrape.StaticConfigs.SelectMany(one => one.Addresses.Select(target => (target, one.Labels.GetValueOrDefault("service"))));

    internal sealed class Config
    {
        public Intervals Global { get; init; } = new();

        public List<string> RuleFiles { get; init; } = [];

        public Alerting Alerting { get; init; } = new();

        public List<Scrape> ScrapeConfigs { get; init; } = [];
    }

    internal sealed class Intervals
    {
        public string? ScrapeInterval { get; init; }

        public string? EvaluationInterval { get; init; }
    }

    internal sealed class Alerting
    {
        public List<Scrape> Alertmanagers { get; init; } = [];
    }

    internal sealed class Scrape
    {
        public string? JobName { get; init; }

        public string? ScrapeInterval { get; init; }

        public string? ScrapeTimeout { get; init; }

        public List<Targets> StaticConfigs { get; init; } = [];
    }

    internal sealed class Targets
    {
        [YamlDotNet.Serialization.YamlMember(Alias = "targets")]
        public List<string> Addresses { get; init; } = [];

        public Dictionary<string, string> Labels { get; init; } = [];
    }
}
