using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>Contract section 6.5, metrics of execution.</summary>
public sealed class ExecutionMetrics
{
    private readonly HistogramFamily _latency;

    public ExecutionMetrics(MetricSet metrics)
    {
        Unprotected = new GaugeFamily(
            metrics, "quantum_position_unprotected_seconds", "Time with an open position and no stop that the venue confirmed; 0 when protected.", "symbol");
        Orders = new CounterFamily(
            metrics, "quantum_execution_orders_total", "Orders by what the venue made of them; a stop counts when it rests and when it ends.", "symbol", "type",
            "status");
        UnknownOutcomes = new CounterFamily(
            metrics, "quantum_execution_unknown_outcomes_total", "Orders sent of which no answer said what became of them.");
        _latency = new HistogramFamily(
            metrics, "quantum_execution_latency_ms", "From the computation of a proposal or intent to the venue's answer, milliseconds.", HistogramFamily.LatencyMs);
    }

    public GaugeFamily Unprotected { get; }

    public CounterFamily Orders { get; }

    public CounterFamily UnknownOutcomes { get; }

    public void Answered(double latencyMs) => _latency.Record(latencyMs);
}
