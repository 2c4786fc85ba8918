using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>
/// A stream and its groups. Entries leave only at the front, so the entry with ordinal n (counted from the first ever) lies at n minus the
/// ordinal of the first one kept: a group's place and its lag are arithmetic.
/// </summary>
internal sealed class StreamCell : Cell
{
    public const string Name = "stream";

    private readonly Ring<StreamItem> _items = new();
    private readonly Dictionary<string, GroupCell> _groups = [];

    public override string TypeName => Name;

    public int Count => _items.Count;

    /// <summary>Id of the newest entry ever appended, kept or not.</summary>
    public StreamId LastId { get; set; }

    public long FirstOrdinal { get; private set; }

    public long EndOrdinal => FirstOrdinal + _items.Count;

    public IReadOnlyDictionary<string, GroupCell> Groups => _groups;

    public StreamItem this[long ordinal] => _items[(int)(ordinal - FirstOrdinal)];

    /// <summary>Strictly above every id given before, also when the clock stands still or has gone back.</summary>
    /// <param name="stream">Null: the stream is about to be made.</param>
    public static StreamId NextId(StreamCell? stream, long nowMilliseconds)
    {
        var last = stream?.LastId ?? StreamId.Zero;
        return nowMilliseconds > last.Milliseconds ? new StreamId(nowMilliseconds, 0) : last with { Sequence = last.Sequence + 1 };
    }

    public void Append(StreamId id, StoredRecord record, int maxLength)
    {
        _items.Add(new StreamItem(id, record));
        LastId = id;
        Trim(maxLength);
    }

    public void Trim(int maxLength)
    {
        var surplus = _items.Count - maxLength;
        if (surplus <= 0)
            return;
        _items.DropFirst(surplus);
        FirstOrdinal += surplus;
    }

    public GroupCell? FindGroup(string group) => _groups.GetValueOrDefault(group);

    public GroupCell AddGroup(string group, StreamId lastDelivered)
    {
        var cell = new GroupCell(lastDelivered, OrdinalAfter(lastDelivered));
        _groups.Add(group, cell);
        return cell;
    }

    /// <summary>Entries leave at the front only, so what is not below the first one is there.</summary>
    public bool Keeps(StreamId id) => _items.Count > 0 && id >= _items[0].Id;

    /// <summary>The entry with the id, unless it was trimmed.</summary>
    public StreamItem? Find(StreamId id)
    {
        var position = UpperBound(id) - 1;
        return position >= 0 && _items[position].Id == id ? _items[position] : null;
    }

    /// <summary>By the names of the groups.</summary>
    public GroupStatus[] GetGroupStatuses()
    {
        var statuses = new GroupStatus[_groups.Count];
        var next = 0;
        foreach (var (name, group) in _groups)
            statuses[next++] = new GroupStatus(name, group.LagIn(this), group.PendingCount, group.LastDelivered);
        Array.Sort(statuses, static (left, right) => string.CompareOrdinal(left.Group, right.Group));
        return statuses;
    }

    public StreamItem[] ToArray() => _items.ToArray();

    private long OrdinalAfter(StreamId id) => FirstOrdinal + UpperBound(id);

    private int UpperBound(StreamId id)
    {
        var (low, high) = (0, _items.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_items[middle].Id <= id)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

internal readonly record struct StreamItem(StreamId Id, StoredRecord Record);
