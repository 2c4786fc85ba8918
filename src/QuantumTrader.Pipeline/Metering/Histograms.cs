using System.Diagnostics.Metrics;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>Makes histograms with buckets that fit what they measure.</summary>
public static class Histograms
{
    /// <summary>From a step within a process to a minute of waiting, milliseconds.</summary>
    public static IReadOnlyList<double> LatencyMs { get; } =
        [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];

    public static Histogram<double> Create(Meter meter, string name, string help, IReadOnlyList<double> buckets) =>
        meter.CreateHistogram(name, unit: null, help, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
