using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>
/// A gauge and all its label sets, as the contract names it. A series exists while its value is known: what is removed is gone from the next reading, and an unknown value is never 0.
/// Safe to call from any thread.
/// </summary>
public sealed class GaugeFamily
{
    private readonly ConcurrentDictionary<LabelSet, double> _values = new();
    private readonly string[] _labels;

    /// <param name="labels">Label names; no label may take unbounded values.</param>
    public GaugeFamily(Meter meter, string name, string help, params string[] labels)
    {
        _labels = labels;
        meter.CreateObservableGauge(name, Read, unit: null, help);
    }

    public void Set(double value, params string[] values) => _values[LabelSet.Of(_labels, values)] = value;

    public void Remove(params string[] values) => _values.TryRemove(LabelSet.Of(_labels, values), out _);

    /// <summary>Null when there is no such series.</summary>
    public double? Value(params string[] values) => _values.TryGetValue(LabelSet.Of(_labels, values), out var value) ? value : null;

    private IEnumerable<Measurement<double>> Read()
    {
        foreach (var (labels, value) in _values)
            yield return new Measurement<double>(value, labels.Tags);
    }
}
