namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>A metric in an expression, with every label that the expression selects or groups it by.</summary>
/// <param name="IsFilter">It only decides which series of another metric stay (<c>and</c>, <c>unless</c>); its own labels and values are not in the result.</param>
internal sealed record MetricUse(string Metric, IReadOnlyList<string> Labels, bool IsFilter = false);
