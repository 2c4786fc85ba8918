using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Journaling;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>The stream port over the shared state. Every operation is one turn under the lock.</summary>
internal sealed class EmbeddedBus(EngineCore core) : IStreamBus
{
    public ValueTask<StreamId> AppendAsync<T>(StreamKey<T> stream, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(stream.MaxLength);
        cancellation.ThrowIfCancellationRequested();
        var fields = core.FieldsForJournal(record);
        StreamId id;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var cell = core.Keys.FindStream(stream.Name);
            id = StreamCell.NextId(cell, core.Keys.Now);
            core.Records?.StreamAppend(stream.Name, id, stream.MaxLength, fields!);
            (cell ?? core.Keys.ObtainStream(stream.Name)).Append(id, StoredRecord.Of(record), stream.MaxLength);
            core.Waits.Announce(stream.Name);
        }

        return core.CommitAsync(id);
    }

    public ValueTask CreateGroupAsync(string stream, string group, GroupStart start, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var cell = core.Keys.FindStream(stream);
            if (cell?.FindGroup(group) is not null)
                return default;
            var lastDelivered = start == GroupStart.End && cell is not null ? cell.LastId : StreamId.Zero;
            core.Records?.GroupCreate(stream, group, lastDelivered);
            (cell ?? core.Keys.ObtainStream(stream)).AddGroup(group, lastDelivered);
        }

        return core.CommitAsync();
    }

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewAsync<T>(
        StreamKey<T> stream, Consumer consumer, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        cancellation.ThrowIfCancellationRequested();
        EntryList<T> entries;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var (cell, group) = core.Keys.RequireGroup(stream.Name, consumer.Group);
            var available = (int)Math.Min(count, group.LagIn(cell));
            if (available == 0)
                return new ValueTask<IReadOnlyList<StreamEntry<T>>>([]);
            var now = core.Keys.Now;
            core.Records?.GroupDeliver(stream.Name, consumer, now, available);
            var from = group.Deliver(cell, consumer.Name, available, now);
            entries = new EntryList<T>(stream.Name, available);
            for (var i = 0; i < available; i++)
            {
                var item = cell[from + i];
                entries.Add(item.Id, 1, item.Record);
            }
        }

        return core.CommitAsync(entries.Finish());
    }

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadPendingAsync<T>(
        StreamKey<T> stream, Consumer consumer, StreamId after, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        cancellation.ThrowIfCancellationRequested();
        EntryList<T> entries;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var (cell, group) = core.Keys.RequireGroup(stream.Name, consumer.Group);
            var selection = PendingSelection.OfConsumer(cell, group, consumer.Name, after, count);
            if (selection.IsEmpty)
                return new ValueTask<IReadOnlyList<StreamEntry<T>>>([]);
            entries = new EntryList<T>(stream.Name, selection.Trimmed.Count + selection.Kept.Count);
            foreach (var id in selection.Trimmed)
                entries.AddLost(id, group.FindPending(id)!.Value.Deliveries);
            Redeliver(stream.Name, consumer, cell, group, selection with { Trimmed = [] }, ref entries);
        }

        return core.CommitAsync(entries.Finish());
    }

    public ValueTask<ClaimedEntries<T>> ClaimAsync<T>(
        StreamKey<T> stream, Consumer consumer, TimeSpan minIdle, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(minIdle, TimeSpan.Zero);
        cancellation.ThrowIfCancellationRequested();
        EntryList<T> entries;
        IReadOnlyList<StreamId> lost;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            var (cell, group) = core.Keys.RequireGroup(stream.Name, consumer.Group);
            var selection = PendingSelection.Idle(cell, group, core.Keys.Now - (long)minIdle.TotalMilliseconds, count);
            if (selection.IsEmpty)
                return new ValueTask<ClaimedEntries<T>>(new ClaimedEntries<T>([], []));
            entries = new EntryList<T>(stream.Name, selection.Kept.Count);
            Redeliver(stream.Name, consumer, cell, group, selection, ref entries);
            lost = selection.Trimmed;
        }

        return core.CommitAsync(new ClaimedEntries<T>(entries.Finish(), lost));
    }

    public ValueTask AcknowledgeAsync(string stream, string group, IReadOnlyList<StreamId> ids, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            if (core.Keys.FindStream(stream)?.FindGroup(group) is not { } cell || !cell.AnyPending(ids))
                return default;
            core.Records?.GroupAcknowledge(stream, group, ids);
            for (var i = 0; i < ids.Count; i++)
                cell.Remove(ids[i]);
        }

        return core.CommitAsync();
    }

    public ValueTask DeadLetterAsync(
        string stream, string group, StreamId id, string reason, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return DeadLetters.MoveAsync(core, stream, group, id, reason);
    }

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewestAsync<T>(StreamKey<T> stream, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        cancellation.ThrowIfCancellationRequested();
        EntryList<T> entries;
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            if (core.Keys.FindStream(stream.Name) is not { } cell)
                return new ValueTask<IReadOnlyList<StreamEntry<T>>>([]);
            var available = Math.Min(count, cell.Count);
            entries = new EntryList<T>(stream.Name, available);
            for (var i = 1; i <= available; i++)
            {
                var item = cell[cell.EndOrdinal - i];
                entries.Add(item.Id, 0, item.Record);
            }
        }

        return new ValueTask<IReadOnlyList<StreamEntry<T>>>(entries.Finish());
    }

    public ValueTask<long> GetLengthAsync(string stream, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            return new ValueTask<long>(core.Keys.FindStream(stream)?.Count ?? 0);
        }
    }

    public ValueTask<IReadOnlyList<GroupStatus>> GetGroupsAsync(string stream, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            return new ValueTask<IReadOnlyList<GroupStatus>>(core.Keys.FindStream(stream)?.GetGroupStatuses() ?? []);
        }
    }

    public ValueTask TrimAsync(string stream, int maxLength, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        cancellation.ThrowIfCancellationRequested();
        lock (core.Gate)
        {
            core.ThrowIfUnusable();
            if (core.Keys.FindStream(stream) is not { } cell || cell.Count <= maxLength)
                return default;
            core.Records?.StreamTrim(stream, maxLength);
            cell.Trim(maxLength);
        }

        return core.CommitAsync();
    }

    public ValueTask<bool> WaitAsync(StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation = default) =>
        StreamWaiting.WaitAsync(core, waiter, timeout, cancellation);

    // Under the lock.
    private void Redeliver<T>(
        string stream, Consumer consumer, StreamCell cell, GroupCell group, PendingSelection selection, ref EntryList<T> entries)
        where T : class, IWireRecord<T>
    {
        if (selection.IsEmpty)
            return;
        var now = core.Keys.Now;
        core.Records?.GroupRedeliver(stream, consumer, now, selection.Kept, selection.Trimmed);
        foreach (var id in selection.Kept)
        {
            var deliveries = group.DeliverAgain(id, consumer.Name, now).Deliveries;
            entries.Add(id, deliveries, cell.Find(id)!.Value.Record);
        }

        foreach (var id in selection.Trimmed)
            group.Remove(id);
    }
}
