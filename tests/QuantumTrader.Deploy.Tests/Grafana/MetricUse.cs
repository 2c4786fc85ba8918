namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>A metric in an expression, with every label that the expression selects or groups it by.</summary>
internal sealed record MetricUse(string Metric, IReadOnlyList<string> Labels);
