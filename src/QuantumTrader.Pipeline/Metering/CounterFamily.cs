using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>
/// A counter and all its label sets, as the contract names it. Reports a series from the moment it is declared or first counted: a series that matters stands at 0 before anything
/// happens. Safe to call from any thread.
/// </summary>
public sealed class CounterFamily
{
    private readonly ConcurrentDictionary<LabelSet, long> _values = new();
    private readonly string[] _labels;

    /// <param name="labels">Label names; no label may take unbounded values (an order id, a plan id, a raw error).</param>
    public CounterFamily(Meter meter, string name, string help, params string[] labels)
    {
        _labels = labels;
        if (labels.Length == 0)
            Declare();
        meter.CreateObservableCounter(name, Read, unit: null, help);
    }

    /// <summary>Lets a series stand at 0 until it is counted.</summary>
    public void Declare(params string[] values) => _values.TryAdd(LabelSet.Of(_labels, values), 0);

    public void Add(params string[] values) => _values.AddOrUpdate(LabelSet.Of(_labels, values), 1, (_, count) => count + 1);

    /// <summary>What has been counted under these label values; null when there is no such series.</summary>
    public long? Value(params string[] values) => _values.TryGetValue(LabelSet.Of(_labels, values), out var count) ? count : null;

    private IEnumerable<Measurement<long>> Read()
    {
        foreach (var (labels, count) in _values)
            yield return new Measurement<long>(count, labels.Tags);
    }
}
