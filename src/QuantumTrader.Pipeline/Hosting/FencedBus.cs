using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>A stream bus on which a stage may append, take and acknowledge entries only while it has its lease.</summary>
internal sealed class FencedBus(IStreamBus inner, LeaseFence fence) : IStreamBus
{
    private IStreamBus Alive
    {
        get
        {
            fence.KeepAlive();
            return inner;
        }
    }

    public ValueTask<StreamId> AppendAsync<T>(StreamKey<T> stream, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        fence.Refusal is { } refusal ? ValueTask.FromException<StreamId>(refusal) : inner.AppendAsync(stream, record, cancellation);

    public ValueTask CreateGroupAsync(string stream, string group, GroupStart start, CancellationToken cancellation = default) =>
        inner.CreateGroupAsync(stream, group, start, cancellation);

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewAsync<T>(
        StreamKey<T> stream, Consumer consumer, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        fence.Refusal is { } refusal ? ValueTask.FromException<IReadOnlyList<StreamEntry<T>>>(refusal) : inner.ReadNewAsync(stream, consumer, count, cancellation);

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadPendingAsync<T>(
        StreamKey<T> stream, Consumer consumer, StreamId after, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        fence.Refusal is { } refusal ? ValueTask.FromException<IReadOnlyList<StreamEntry<T>>>(refusal) : inner.ReadPendingAsync(stream, consumer, after, count, cancellation);

    public ValueTask<ClaimedEntries<T>> ClaimAsync<T>(
        StreamKey<T> stream, Consumer consumer, TimeSpan minIdle, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> =>
        fence.Refusal is { } refusal ? ValueTask.FromException<ClaimedEntries<T>>(refusal) : inner.ClaimAsync(stream, consumer, minIdle, count, cancellation);

    public ValueTask AcknowledgeAsync(string stream, string group, IReadOnlyList<StreamId> ids, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException(refusal) : inner.AcknowledgeAsync(stream, group, ids, cancellation);

    public ValueTask DeadLetterAsync(string stream, string group, StreamId id, string reason, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException(refusal) : inner.DeadLetterAsync(stream, group, id, reason, cancellation);

    public ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewestAsync<T>(StreamKey<T> stream, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T> => Alive.ReadNewestAsync(stream, count, cancellation);

    public ValueTask<long> GetLengthAsync(string stream, CancellationToken cancellation = default) => Alive.GetLengthAsync(stream, cancellation);

    public ValueTask<IReadOnlyList<GroupStatus>> GetGroupsAsync(string stream, CancellationToken cancellation = default) =>
        Alive.GetGroupsAsync(stream, cancellation);

    public ValueTask TrimAsync(string stream, int maxLength, CancellationToken cancellation = default) =>
        fence.Refusal is { } refusal ? ValueTask.FromException(refusal) : inner.TrimAsync(stream, maxLength, cancellation);

    public ValueTask<bool> WaitAsync(StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation = default) =>
        inner.WaitAsync(waiter, timeout, cancellation);
}
