using System.Collections.Concurrent;

namespace QuantumTrader.Pipeline.Metering;

/// <summary>The series of a family, found by their label values and shown in their order. Safe to use from any thread.</summary>
internal sealed class SeriesTable<TSeries>(Func<SeriesKey, TSeries> make)
    where TSeries : class
{
    private ConcurrentDictionary<SeriesKey, TSeries> _all = new();
    private int _version;
    private Ordered? _ordered;

    /// <summary>All of them by their label values; made anew only when some came or went, since they are read far more often.</summary>
    public IReadOnlyList<TSeries> InOrder
    {
        get
        {
            // The version is looked at before the series: what comes in between is not held to be in the list.
            var version = Volatile.Read(ref _version);
            if (Volatile.Read(ref _ordered) is { } known && known.Version == version)
                return known.Series;
            var series = Volatile.Read(ref _all).OrderBy(one => one.Key, SeriesKey.ByValues).Select(one => one.Value).ToArray();
            Volatile.Write(ref _ordered, new Ordered(version, series));
            return series;
        }
    }

    public TSeries FindOrAdd(SeriesKey key)
    {
        if (_all.TryGetValue(key, out var series))
            return series;
        series = _all.GetOrAdd(key, make);
        Interlocked.Increment(ref _version);
        return series;
    }

    public TSeries? Find(SeriesKey key) => _all.GetValueOrDefault(key);

    public void Remove(SeriesKey key)
    {
        if (_all.TryRemove(key, out _))
            Interlocked.Increment(ref _version);
    }

    /// <summary>Puts these in the place of all there were, in one step.</summary>
    public void Replace(IEnumerable<KeyValuePair<SeriesKey, TSeries>> all)
    {
        Volatile.Write(ref _all, new ConcurrentDictionary<SeriesKey, TSeries>(all));
        Interlocked.Increment(ref _version);
    }

    private sealed record Ordered(int Version, TSeries[] Series);
}
