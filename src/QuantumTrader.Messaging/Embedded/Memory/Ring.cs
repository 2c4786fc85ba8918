namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>
/// A queue over a circular array: adds at the back and drops at the front in O(1), and gives any element by its position, so that ordered
/// contents can be searched by halving.
/// </summary>
internal sealed class Ring<T>
{
    private const int SmallestCapacity = 4;

    // The capacity is a power of two, so that wrapping is a mask.
    private T[] _slots = [];
    private int _head;

    public int Count { get; private set; }

    public ref T this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)Count, nameof(position));
            return ref Slot(position);
        }
    }

    public void Add(T item)
    {
        if (Count == _slots.Length)
            Grow();
        Count++;
        Slot(Count - 1) = item;
    }

    public void Insert(int position, T item)
    {
        Add(item);
        for (var i = Count - 1; i > position; i--)
            Slot(i) = Slot(i - 1);
        Slot(position) = item;
    }

    public void DropFirst(int count)
    {
        // Cleared, so that what was dropped can be collected.
        for (var i = 0; i < count; i++)
            Slot(i) = default!;
        _head = (_head + count) & (_slots.Length - 1);
        Count -= count;
    }

    /// <summary>Drops what lies from the position on.</summary>
    public void DropFrom(int position)
    {
        for (var i = position; i < Count; i++)
            Slot(i) = default!;
        Count = position;
    }

    public T[] ToArray()
    {
        var copy = new T[Count];
        var untilEnd = Math.Min(Count, _slots.Length - _head);
        Array.Copy(_slots, _head, copy, 0, untilEnd);
        Array.Copy(_slots, 0, copy, untilEnd, Count - untilEnd);
        return copy;
    }

    private ref T Slot(int position) => ref _slots[(_head + position) & (_slots.Length - 1)];

    private void Grow()
    {
        var wider = new T[Math.Max(SmallestCapacity, _slots.Length * 2)];
        ToArray().CopyTo(wider, 0);
        _slots = wider;
        _head = 0;
    }
}
