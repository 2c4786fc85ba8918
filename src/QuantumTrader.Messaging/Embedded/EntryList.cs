using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>
/// Collects entries under the lock and makes the consumer's list after it: records that lie there as objects are taken at once, those that
/// have to be parsed from fields wait, since parsing runs the record's own code.
/// </summary>
internal struct EntryList<T>(string stream, int count)
    where T : class, IWireRecord<T>
{
    private readonly StreamEntry<T>[] _entries = new StreamEntry<T>[count];
    private List<(int Position, StoredRecord Record)>? _unparsed;
    private int _count;

    public void Add(StreamId id, int deliveries, StoredRecord record)
    {
        if (!record.TryTake<T>(out var stored))
            (_unparsed ??= []).Add((_count, record));
        _entries[_count++] = new StreamEntry<T>(id, deliveries, stored);
    }

    /// <summary>An entry that is pending but was trimmed: its consumer hears of the loss.</summary>
    public void AddLost(StreamId id, int deliveries)
    {
        var error = new WireError(stream, "(entry)", id.ToString(), "the entry was trimmed while it was pending");
        _entries[_count++] = new StreamEntry<T>(id, deliveries, Stored<T>.Unreadable(error));
    }

    /// <summary>Not under the lock.</summary>
    public readonly IReadOnlyList<StreamEntry<T>> Finish()
    {
        if (_unparsed is not null)
        {
            foreach (var (position, record) in _unparsed)
                _entries[position] = _entries[position] with { Record = record.Read<T>(stream) };
        }

        return _entries;
    }
}
