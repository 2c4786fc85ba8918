namespace QuantumTrader.Pipeline.Metering;

/// <summary>The label values of one series. Equal when the values are.</summary>
internal readonly struct SeriesKey(string[] values) : IEquatable<SeriesKey>
{
    public static IComparer<SeriesKey> ByValues { get; } = Comparer<SeriesKey>.Create((one, other) =>
        ((ReadOnlySpan<string>)one.Values).SequenceCompareTo(other.Values, StringComparer.Ordinal));

    public string[] Values { get; } = values;

    public bool Equals(SeriesKey other) => Values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => obj is SeriesKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
