using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Tests.Support.Ports;

/// <summary>A stream bus that fails when a test says so, and counts what it does.</summary>
internal sealed class FaultyBus(IStreamBus inner, Faults faults) : IStreamBus
{
    public ValueTask<StreamId> AppendAsync<T>(StreamKey<T> stream, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => faults.RunAsync("append", stream.Name, () => inner.AppendAsync(stream, record, cancellation));

    public ValueTask CreateGroupAsync(string stream, string group, GroupStart start, CancellationToken cancellation = default) =>
        faults.RunAsync("group", stream, () => inner.CreateGroupAsync(stream, group, start, cancellation));

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewAsync<T>(
        StreamKey<T> stream, Consumer consumer, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => faults.RunAsync("read", stream.Name, () => inner.ReadNewAsync(stream, consumer, count, cancellation));

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadPendingAsync<T>(
        StreamKey<T> stream, Consumer consumer, StreamId after, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        faults.RunAsync("pending", stream.Name, () => inner.ReadPendingAsync(stream, consumer, after, count, cancellation));

    public ValueTask<ClaimedEntries<T>> ClaimAsync<T>(
        StreamKey<T> stream, Consumer consumer, TimeSpan minIdle, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        faults.RunAsync("claim", stream.Name, () => inner.ClaimAsync(stream, consumer, minIdle, count, cancellation));

    public ValueTask AcknowledgeAsync(string stream, string group, IReadOnlyList<StreamId> ids, CancellationToken cancellation = default) =>
        faults.RunAsync("acknowledge", stream, () => inner.AcknowledgeAsync(stream, group, ids, cancellation));

    public ValueTask DeadLetterAsync(
        string stream, string group, StreamId id, string reason, CancellationToken cancellation = default) =>
        faults.RunAsync("dead", stream, () => inner.DeadLetterAsync(stream, group, id, reason, cancellation));

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewestAsync<T>(StreamKey<T> stream, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => faults.RunAsync("newest", stream.Name, () => inner.ReadNewestAsync(stream, count, cancellation));

    public ValueTask<long> GetLengthAsync(string stream, CancellationToken cancellation = default) => inner.GetLengthAsync(stream, cancellation);

    public ValueTask<IReadOnlyList<GroupStatus>> GetGroupsAsync(string stream, CancellationToken cancellation = default) =>
        faults.RunAsync("groups", stream, () => inner.GetGroupsAsync(stream, cancellation));

    public ValueTask TrimAsync(string stream, int maxLength, CancellationToken cancellation = default) =>
        inner.TrimAsync(stream, maxLength, cancellation);

    public ValueTask<bool> WaitAsync(StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation = default) =>
        inner.WaitAsync(waiter, timeout, cancellation);
}
