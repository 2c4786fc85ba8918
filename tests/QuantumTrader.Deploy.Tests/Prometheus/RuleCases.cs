namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>What deploy/prometheus/tests asks of the rules; promtool finds out whether the answers are right.</summary>
internal static class RuleCases
{
    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.GetFiles(Path.Combine(SourceTree.Deploy, "prometheus", "tests"), "*.yml").Order(StringComparer.Ordinal)];

    private static IReadOnlyList<Case> All { get; } = [.. Paths.SelectMany(path => Yaml.Read<CaseFile>(path).Tests)];

    public static IReadOnlyList<AlertCase> Alerts { get; } = [.. All.SelectMany(one => one.AlertRuleTest)];

    public static IReadOnlyList<ExpressionCase> Expressions { get; } = [.. All.SelectMany(one => one.PromqlExprTest)];

    internal sealed class CaseFile
    {
        public List<Case> Tests { get; init; } = [];
    }

    internal sealed class Case
    {
        public List<AlertCase> AlertRuleTest { get; init; } = [];

        public List<ExpressionCase> PromqlExprTest { get; init; } = [];
    }

    internal sealed class AlertCase
    {
        public string Alertname { get; init; } = "";

        public List<ExpectedAlert> ExpAlerts { get; init; } = [];
    }

    internal sealed class ExpectedAlert
    {
        public Dictionary<string, string> ExpLabels { get; init; } = [];
    }

    internal sealed class ExpressionCase
    {
        public string Expr { get; init; } = "";

        public List<object> ExpSamples { get; init; } = [];
    }
}
