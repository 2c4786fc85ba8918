using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>
/// A consumer group: how far it has read, and what it has not acknowledged. Entries become pending in the order of their ids and a claim
/// changes the owner, not the place, so the pending ones stay sorted; an acknowledged one is marked and leaves when it reaches the front.
/// </summary>
internal sealed class GroupCell(StreamId lastDelivered, long nextOrdinal)
{
    // Below this many slots a sweep saves nothing.
    private const int SmallestSweep = 64;

    private readonly Ring<PendingEntry> _slots = new();
    private int _gone;

    public StreamId LastDelivered { get; private set; } = lastDelivered;

    /// <summary>Ordinal of the entry after the last delivered one; it may have been trimmed since.</summary>
    public long NextOrdinal { get; private set; } = nextOrdinal;

    public int PendingCount => _slots.Count - _gone;

    /// <summary>Slots in the order of their ids; some are gone.</summary>
    public int SlotCount => _slots.Count;

    public PendingEntry Slot(int position) => _slots[position];

    public long LagIn(StreamCell stream) => stream.EndOrdinal - Math.Max(NextOrdinal, stream.FirstOrdinal);

    /// <summary>Delivers the next entries; the caller knows that there are that many. Answers the ordinal of the first.</summary>
    public long Deliver(StreamCell stream, string consumer, int count, long now)
    {
        var from = Math.Max(NextOrdinal, stream.FirstOrdinal);
        for (var i = 0; i < count; i++)
            _slots.Add(new PendingEntry(stream[from + i].Id, consumer, now, 1));
        NextOrdinal = from + count;
        LastDelivered = _slots[_slots.Count - 1].Id;
        return from;
    }

    /// <summary>Counts one more delivery of a pending entry, to the consumer that now has it.</summary>
    public PendingEntry DeliverAgain(StreamId id, string consumer, long now)
    {
        ref var slot = ref _slots[FindSlot(id)];
        return slot = new PendingEntry(id, consumer, now, slot.Deliveries + 1);
    }

    /// <summary>Takes a pending entry over from a snapshot, which lists them in order.</summary>
    public void Restore(PendingEntry entry) => _slots.Add(entry);

    public PendingEntry? FindPending(StreamId id) => FindSlot(id) is >= 0 and var position ? _slots[position] : null;

    public bool AnyPending(IReadOnlyList<StreamId> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (FindSlot(ids[i]) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Forgets a pending entry, if it is one.</summary>
    public void Remove(StreamId id)
    {
        var position = FindSlot(id);
        if (position < 0)
            return;
        _slots[position] = _slots[position] with { Consumer = null };
        _gone++;
        DropGone();
    }

    /// <summary>Position of the first slot whose id is above; the number of slots when there is none.</summary>
    public int FirstAfter(StreamId id)
    {
        var (low, high) = (0, _slots.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_slots[middle].Id <= id)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // Negative: the entry is not pending.
    private int FindSlot(StreamId id)
    {
        var position = FirstAfter(id) - 1;
        return position >= 0 && _slots[position].Id == id && !_slots[position].IsGone ? position : -1;
    }

    private void DropGone()
    {
        var front = 0;
        while (front < _slots.Count && _slots[front].IsGone)
            front++;
        _slots.DropFirst(front);
        _gone -= front;

        // One entry that nobody acknowledges must not keep all the slots behind it.
        if (_slots.Count < SmallestSweep || _gone <= _slots.Count / 2)
            return;
        var kept = 0;
        for (var i = 0; i < _slots.Count; i++)
        {
            if (!_slots[i].IsGone)
                _slots[kept++] = _slots[i];
        }

        _slots.DropFrom(kept);
        _gone = 0;
    }
}
