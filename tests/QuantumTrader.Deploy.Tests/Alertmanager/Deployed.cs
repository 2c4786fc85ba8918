using QuantumTrader.Deploy.Tests.Prometheus;

namespace QuantumTrader.Deploy.Tests.Alertmanager;

/// <summary>The configuration that is deployed, and the labels with which Prometheus would send an alert to it.</summary>
internal static class Deployed
{
    public static string Folder { get; } = Path.Combine(SourceTree.Deploy, "alertmanager");

    public static string File { get; } = Path.Combine(Folder, "alertmanager.yml");

    /// <param name="more">What the series of the alert says, such as <c>symbol=BTCUSDT</c>.</param>
    public static IEnumerable<string> Labels(string alert, params string[] more) =>
        [$"alertname={alert}", .. RuleFiles.Alerts[alert].Labels.Select(label => $"{label.Key}={label.Value}"), .. more];
}
