using System.Diagnostics.Metrics;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>A histogram and all its label sets, with buckets that fit what it measures.</summary>
public sealed class HistogramFamily : MetricFamily
{
    private readonly SeriesTable<Series> _series;
    private readonly double[] _bounds;
    private readonly Histogram<double> _instrument;

    /// <param name="bounds">Upper bounds of the buckets, ascending; the last bucket has none.</param>
    public HistogramFamily(MetricSet metrics, string name, string help, IReadOnlyList<double> bounds, params string[] labels)
        : base(name, help, MetricKind.Histogram, labels)
    {
        _bounds = [.. bounds];
        _series = new SeriesTable<Series>(key => new Series(LabelsOf(key), _bounds.Length + 1));
        _instrument = metrics.Meter.CreateHistogram(
            name, unit: null, help, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = _bounds });
        if (labels.Length == 0)
            _series.FindOrAdd(KeyOf([]));
        metrics.Add(this);
    }

    /// <summary>From a step within a process to a minute of waiting, milliseconds.</summary>
    public static IReadOnlyList<double> LatencyMs { get; } =
        [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];

    public void Record(double value, params string[] values)
    {
        var series = _series.FindOrAdd(KeyOf(values));
        series.Record(value, Array.FindIndex(_bounds, bound => value <= bound));
        if (_instrument.Enabled)
            _instrument.Record(value, series.Labels.Tags);
    }

    public override void Read(ISeriesReader reader)
    {
        foreach (var series in _series.InOrder)
            reader.Spread(series.Labels, series.Snapshot(_bounds));
    }

    private sealed class Series(SeriesLabels labels, int buckets)
    {
        private readonly Lock _gate = new();
        private readonly long[] _counts = new long[buckets];
        private double _sum;

        public SeriesLabels Labels { get; } = labels;

        /// <param name="bucket">Below 0: above every bound.</param>
        public void Record(double value, int bucket)
        {
            lock (_gate)
            {
                _counts[bucket < 0 ? _counts.Length - 1 : bucket]++;
                _sum += value;
            }
        }

        public HistogramSnapshot Snapshot(double[] bounds)
        {
            lock (_gate)
                return new HistogramSnapshot(bounds, [.. _counts], _sum);
        }
    }
}
