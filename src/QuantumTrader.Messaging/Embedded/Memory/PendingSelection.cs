using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Memory;

/// <summary>Pending entries that a consumer is about to get again, in the order of their ids: those trimmed come before those
/// kept.</summary>
internal readonly record struct PendingSelection(IReadOnlyList<StreamId> Trimmed, IReadOnlyList<StreamId> Kept)
{
    public bool IsEmpty => Trimmed.Count + Kept.Count == 0;

    /// <summary>What one consumer has, after an id.</summary>
    public static PendingSelection OfConsumer(StreamCell stream, GroupCell group, string consumer, StreamId after, int count)
    {
        if (group.PendingCount == 0)
            return new PendingSelection([], []);
        var (trimmed, kept) = (new List<StreamId>(), new List<StreamId>());
        for (var i = group.FirstAfter(after); i < group.SlotCount && trimmed.Count + kept.Count < count; i++)
        {
            var entry = group.Slot(i);
            if (entry.Consumer == consumer)
                (stream.Keeps(entry.Id) ? kept : trimmed).Add(entry.Id);
        }

        return new PendingSelection(trimmed, kept);
    }

    /// <summary>
    /// What any consumer, the claiming one included, was given at the time or before and has not acknowledged. Trimmed entries are selected
    /// however fresh they are, as XAUTOCLAIM does: nobody can work on them any more.
    /// </summary>
    public static PendingSelection Idle(StreamCell stream, GroupCell group, long deliveredAtOrBefore, int count)
    {
        if (group.PendingCount == 0)
            return new PendingSelection([], []);
        var (trimmed, kept) = (new List<StreamId>(), new List<StreamId>());
        for (var i = 0; i < group.SlotCount && trimmed.Count + kept.Count < count; i++)
        {
            var entry = group.Slot(i);
            if (entry.IsGone)
                continue;
            if (!stream.Keeps(entry.Id))
                trimmed.Add(entry.Id);
            else if (entry.DeliveredAt <= deliveredAtOrBefore)
                kept.Add(entry.Id);
        }

        return new PendingSelection(trimmed, kept);
    }
}
