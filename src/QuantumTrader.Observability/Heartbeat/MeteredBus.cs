using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Observability.Heartbeat;

/// <summary>A stream bus that counts what a stage takes from it, writes to it and gives up.</summary>
internal sealed class MeteredBus(IStreamBus inner, StageHeartbeat heartbeat) : IStreamBus
{
    public ValueTask<StreamId> AppendAsync<T>(StreamKey<T> stream, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Written.Count(inner.AppendAsync(stream, record, cancellation), heartbeat);

    public ValueTask CreateGroupAsync(string stream, string group, GroupStart start, CancellationToken cancellation = default) =>
        inner.CreateGroupAsync(stream, group, start, cancellation);

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewAsync<T>(
        StreamKey<T> stream, Consumer consumer, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Taken(inner.ReadNewAsync(stream, consumer, count, cancellation));

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadPendingAsync<T>(
        StreamKey<T> stream, Consumer consumer, StreamId after, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Taken(inner.ReadPendingAsync(stream, consumer, after, count, cancellation));

    public async ValueTask<ClaimedEntries<T>> ClaimAsync<T>(
        StreamKey<T> stream, Consumer consumer, TimeSpan minIdle, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>
    {
        var claimed = await inner.ClaimAsync(stream, consumer, minIdle, count, cancellation);
        heartbeat.Took(claimed.Entries);
        return claimed;
    }

    public ValueTask AcknowledgeAsync(string stream, string group, IReadOnlyList<StreamId> ids, CancellationToken cancellation = default) =>
        inner.AcknowledgeAsync(stream, group, ids, cancellation);

    public async ValueTask DeadLetterAsync(string stream, string group, StreamId id, string reason, CancellationToken cancellation = default)
    {
        await inner.DeadLetterAsync(stream, group, id, reason, cancellation);
        heartbeat.GaveUp();
    }

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewestAsync<T>(StreamKey<T> stream, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => inner.ReadNewestAsync(stream, count, cancellation);

    public ValueTask<long> GetLengthAsync(string stream, CancellationToken cancellation = default) => inner.GetLengthAsync(stream, cancellation);

    public ValueTask<IReadOnlyList<GroupStatus>> GetGroupsAsync(string stream, CancellationToken cancellation = default) =>
        inner.GetGroupsAsync(stream, cancellation);

    public ValueTask TrimAsync(string stream, int maxLength, CancellationToken cancellation = default) => inner.TrimAsync(stream, maxLength, cancellation);

    public ValueTask<bool> WaitAsync(StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation = default) =>
        inner.WaitAsync(waiter, timeout, cancellation);

    // What the embedded engine answers is there already: no state machine for it.
    private ValueTask<IReadOnlyList<StreamEntry<T>>> Taken<T>(ValueTask<IReadOnlyList<StreamEntry<T>>> reading)
        where T : class, IWireRecord<T>
    {
        if (!reading.IsCompletedSuccessfully)
            return LaterAsync(reading);
        var entries = reading.Result;
        heartbeat.Took(entries);
        return new ValueTask<IReadOnlyList<StreamEntry<T>>>(entries);
    }

    private async ValueTask<IReadOnlyList<StreamEntry<T>>> LaterAsync<T>(ValueTask<IReadOnlyList<StreamEntry<T>>> reading)
        where T : class, IWireRecord<T>
    {
        var entries = await reading;
        heartbeat.Took(entries);
        return entries;
    }
}
