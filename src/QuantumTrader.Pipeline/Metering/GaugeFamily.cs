using System.Diagnostics.Metrics;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>
/// A gauge and all its label sets, as the contract names it. A series exists while its value is known: what is removed is gone from the next reading, and an unknown value is never 0.
/// </summary>
public sealed class GaugeFamily : MetricFamily
{
    private readonly SeriesTable<Series> _series;

    public GaugeFamily(MetricSet metrics, string name, string help, params string[] labels)
        : base(name, help, MetricKind.Gauge, labels)
    {
        _series = new SeriesTable<Series>(key => new Series(LabelsOf(key)));
        metrics.Add(this);
        metrics.Meter.CreateObservableGauge(name, Measure, unit: null, help);
    }

    public void Set(double value, params string[] values) => _series.FindOrAdd(KeyOf(values)).Value = value;

    public void Remove(params string[] values) => _series.Remove(KeyOf(values));

    /// <summary>Sets the value, or removes the series while there is none.</summary>
    public void Show(double? value, params string[] values)
    {
        if (value is { } known)
            Set(known, values);
        else
            Remove(values);
    }

    /// <summary>Puts these series, label values and value of each, in the place of all there were, in one step: no reading sees some of both.</summary>
    public void Replace(IEnumerable<KeyValuePair<string[], double>> all) =>
        _series.Replace(all.Select(one =>
        {
            var key = KeyOf(one.Key);
            return KeyValuePair.Create(key, new Series(_series.Find(key)?.Labels ?? LabelsOf(key)) { Value = one.Value });
        }).ToList());

    /// <summary>Null when there is no such series.</summary>
    public double? Value(params string[] values) => _series.Find(KeyOf(values))?.Value;

    public override void Read(ISeriesReader reader)
    {
        foreach (var series in _series.InOrder)
            reader.Number(series.Labels, series.Value);
    }

    private IEnumerable<Measurement<double>> Measure() => _series.InOrder.Select(series => new Measurement<double>(series.Value, series.Labels.Tags));

    private sealed class Series(SeriesLabels labels)
    {
        private double _value;

        public double Value
        {
            get => Volatile.Read(ref _value);
            set => Volatile.Write(ref _value, value);
        }

        public SeriesLabels Labels { get; } = labels;
    }
}
