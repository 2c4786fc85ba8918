namespace QuantumTrader.Pipeline.Metering;

/// <summary>A metric and all its series. Safe to use from any thread.</summary>
public abstract class MetricFamily
{
    private readonly string[] _labels;

    /// <param name="labels">Label names; no label may take unbounded values (an order id, a plan id, a raw error).</param>
    private protected MetricFamily(string name, string help, MetricKind kind, string[] labels) => (Name, Help, Kind, _labels) = (name, help, kind, labels);

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Shows every series that there is now.</summary>
    public abstract void Read(ISeriesReader reader);

    private protected SeriesKey KeyOf(string[] values) => values.Length == _labels.Length
        ? new SeriesKey(values)
        : throw new ArgumentException($"{Name}: {values.Length} values for the labels {string.Join(", ", _labels)}", nameof(values));

    private protected SeriesLabels LabelsOf(SeriesKey key) => new(_labels, key);
}
