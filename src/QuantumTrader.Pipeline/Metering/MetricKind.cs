namespace QuantumTrader.Pipeline.Metering;

/// <summary>What the value of a metric means.</summary>
public enum MetricKind
{
    /// <summary>Only rises while the process runs.</summary>
    Counter,

    /// <summary>The state of now.</summary>
    Gauge,

    /// <summary>How values spread over buckets.</summary>
    Histogram,
}
