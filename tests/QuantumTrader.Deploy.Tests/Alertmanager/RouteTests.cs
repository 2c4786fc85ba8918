using QuantumTrader.Deploy.Tests.Prometheus;

namespace QuantumTrader.Deploy.Tests.Alertmanager;

/// <summary>Who is told of which alert, by the routes as Alertmanager understands them.</summary>
public sealed class RouteTests
{
    public static TheoryData<string> Alerts => [.. RuleFiles.Alerts.Keys];

    [Theory]
    [MemberData(nameof(Alerts))]
    public Task EachAlert_ReachesWhomItsSeverityNames(string alert)
    {
        var receivers = RuleFiles.Alerts[alert].Labels["severity"] switch
        {
            "critical" => "webhook,critical",
            "warning" => "webhook,warning",
            "none" => "watchdog",
            _ => "webhook",
        };
        return RoutesToAsync(receivers, [.. Deployed.Labels(alert)]);
    }

    [Theory]
    [InlineData("webhook", "alertname=Other", "severity=info")]
    [InlineData("webhook", "alertname=Other")]
    [InlineData("webhook,critical", "alertname=Other", "severity=critical", "layer=stage")]
    [InlineData("webhook,critical", "alertname=Other", "severity=critical", "layer=other")]
    public Task AnAlertOfSomebodyElse_IsNotLost(string receivers, params string[] labels) => RoutesToAsync(receivers, labels);

    private static Task<string> RoutesToAsync(string receivers, string[] labels) =>
        Tool.SucceedAsync("amtool", ["config", "routes", "test", $"--config.file={Deployed.File}", $"--verify.receivers={receivers}", .. labels]);
}
