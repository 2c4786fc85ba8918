namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>Records in the order of their scores, one a score.</summary>
internal sealed class SeriesCell : Cell
{
    public const string Name = "zset";

    private readonly Ring<SeriesItem> _items = new();

    public override string TypeName => Name;

    public int Count => _items.Count;

    public SeriesItem this[int position] => _items[position];

    public void Put(long score, StoredRecord record, int keepNewest)
    {
        var position = LowerBound(score);
        if (position < _items.Count && _items[position].Score == score)
            _items[position] = new SeriesItem(score, record);
        else
            _items.Insert(position, new SeriesItem(score, record));
        if (_items.Count > keepNewest)
            _items.DropFirst(_items.Count - keepNewest);
    }

    public SeriesItem[] ToArray() => _items.ToArray();

    private int LowerBound(long score)
    {
        // Bars arrive in order as a rule: look at the end first.
        if (_items.Count == 0 || _items[_items.Count - 1].Score < score)
            return _items.Count;
        var (low, high) = (0, _items.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_items[middle].Score < score)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

internal readonly record struct SeriesItem(long Score, StoredRecord Record);
