namespace QuantumTrader.Pipeline.Metering;

/// <summary>The label values of one series. Equal when the values are.</summary>
internal readonly struct LabelSet : IEquatable<LabelSet>
{
    private readonly string[] _values;

    private LabelSet(string[] labels, string[] values)
    {
        _values = values;
        Tags = new KeyValuePair<string, object?>[values.Length];
        for (var i = 0; i < values.Length; i++)
            Tags[i] = new(labels[i], values[i]);
    }

    public KeyValuePair<string, object?>[] Tags { get; }

    /// <exception cref="ArgumentException">Not one value a label.</exception>
    public static LabelSet Of(string[] labels, string[] values) => values.Length == labels.Length
        ? new LabelSet(labels, values)
        : throw new ArgumentException($"{values.Length} values for the labels {string.Join(", ", labels)}", nameof(values));

    public bool Equals(LabelSet other) => _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => obj is LabelSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
