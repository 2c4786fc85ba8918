namespace QuantumTrader.Messaging.Embedded;

/// <summary>
/// The journal holds something that a torn write cannot explain, so that opening it would lose acknowledged mutations. Nothing was changed;
/// an operator decides (restore a copy, or move the file away).
/// </summary>
public sealed class JournalCorruptException(string file, long offset, string rule)
    : IOException($"{file}: offset {offset}: {rule}")
{
    public string File { get; } = file;

    public long Offset { get; } = offset;
}
