namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>Gives one string for equal names, so that ten thousand replayed entries do not hold ten thousand copies of each field's
/// name.</summary>
internal sealed class NamePool
{
    // Longer texts are not names.
    private const int LongestName = 128;

    private readonly HashSet<string> _names;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NamePool()
    {
        _names = new HashSet<string>(StringComparer.Ordinal);
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestName)
            return JournalFormat.Utf8.GetString(utf8);
        Span<char> buffer = stackalloc char[LongestName];
        var text = buffer[..JournalFormat.Utf8.GetChars(utf8, buffer)];
        if (_lookup.TryGetValue(text, out var known))
            return known;
        var name = text.ToString();
        _names.Add(name);
        return name;
    }
}
