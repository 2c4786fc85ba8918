using QuantumTrader.Observability.Exposition;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Serving;

/// <summary>What one port serves.</summary>
/// <param name="Port">0 lets the system choose one.</param>
/// <param name="Sets">Shown at <c>/metrics</c>.</param>
/// <param name="Health">Asked for <c>/health</c> and <c>/ready</c>.</param>
public sealed record MetricsEndpoint(int Port, IReadOnlyList<MetricSet> Sets, IHealth Health)
{
    internal PrometheusText Text { get; } = new(Sets);

    /// <summary>Called with every reading of the metrics, before it.</summary>
    public Action? Scraped { get; init; }
}
