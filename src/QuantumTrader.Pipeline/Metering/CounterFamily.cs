using System.Diagnostics.Metrics;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>
/// A counter and all its label sets, as the contract names it. Reports a series from the moment it is declared or first counted: a series that matters stands at 0 before anything
/// happens.
/// </summary>
public sealed class CounterFamily : MetricFamily
{
    private readonly SeriesTable<Series> _series;

    public CounterFamily(MetricSet metrics, string name, string help, params string[] labels)
        : this(metrics, name, help, labels, isFollowed: false)
    {
    }

    private CounterFamily(MetricSet metrics, string name, string help, string[] labels, bool isFollowed)
        : base(name, help, MetricKind.Counter, labels)
    {
        _series = new SeriesTable<Series>(key => new Series(LabelsOf(key)));
        if (labels.Length == 0 && !isFollowed)
            Declare();
        metrics.Add(this);
        metrics.Meter.CreateObservableCounter(name, Measure, unit: null, help);
    }

    /// <summary>A counter whose total is counted elsewhere: it has no series before the first total is known.</summary>
    public static CounterFamily Following(MetricSet metrics, string name, string help, params string[] labels) => new(metrics, name, help, labels, isFollowed: true);

    /// <summary>Lets a series stand at 0 until it is counted.</summary>
    public void Declare(params string[] values) => _series.FindOrAdd(KeyOf(values));

    public void Add(params string[] values) => Add(1, values);

    public void Add(long count, params string[] values) => Interlocked.Add(ref _series.FindOrAdd(KeyOf(values)).Count, count);

    /// <summary>Takes over what is counted elsewhere; null: it is not known.</summary>
    public void Follow(double? total, params string[] values)
    {
        if (total is { } known)
            Volatile.Write(ref _series.FindOrAdd(KeyOf(values)).Followed, known);
    }

    /// <summary>What has been counted under these label values; null when there is no such series.</summary>
    public long? Value(params string[] values) => (long?)_series.Find(KeyOf(values))?.Total;

    public override void Read(ISeriesReader reader)
    {
        foreach (var series in _series.InOrder)
            reader.Number(series.Labels, series.Total);
    }

    private IEnumerable<Measurement<double>> Measure() => _series.InOrder.Select(series => new Measurement<double>(series.Total, series.Labels.Tags));

    private sealed class Series(SeriesLabels labels)
    {
        public long Count;
        public double Followed;

        public SeriesLabels Labels { get; } = labels;

        public double Total => Volatile.Read(ref Count) + Volatile.Read(ref Followed);
    }
}
