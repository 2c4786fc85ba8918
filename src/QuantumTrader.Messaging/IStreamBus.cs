using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging;

/// <summary>
/// The stream port: append-only streams read by consumer groups, delivered at least once. Every operation is safe to call from any thread,
/// and none of them waits for an entry but <see cref="WaitAsync"/>.
/// </summary>
/// <exception cref="EngineUnavailableException">Every method: the engine cannot be reached; nothing is known about the outcome.</exception>
public interface IStreamBus
{
    /// <summary>Appends and trims to about the stream's limit.</summary>
    ValueTask<StreamId> AppendAsync<T>(StreamKey<T> stream, T record, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    /// <summary>Makes the group, and the stream if needed; a group that exists stays where it is.</summary>
    ValueTask CreateGroupAsync(string stream, string group, GroupStart start, CancellationToken cancellation = default);

    /// <summary>Entries never delivered to the group before, oldest first; at most <paramref name="count"/>.</summary>
    ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewAsync<T>(
        StreamKey<T> stream, Consumer consumer, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    /// <summary>Entries delivered to this consumer after <paramref name="after"/> and not acknowledged: what it was doing when it died.</summary>
    ValueTask<IReadOnlyList<StreamEntry<T>>> ReadPendingAsync<T>(
        StreamKey<T> stream, Consumer consumer, StreamId after, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    /// <summary>Takes over entries that another consumer of the group has left unacknowledged for at least <paramref name="minIdle"/>.</summary>
    ValueTask<ClaimedEntries<T>> ClaimAsync<T>(
        StreamKey<T> stream, Consumer consumer, TimeSpan minIdle, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    ValueTask AcknowledgeAsync(string stream, string group, IReadOnlyList<StreamId> ids, CancellationToken cancellation = default);

    /// <summary>Copies the entry as it stands, with <c>dead_reason</c>, <c>dead_group</c> and <c>dead_entry_id</c> (names that no record uses), to the dead letters and acknowledges it, in one step.</summary>
    ValueTask DeadLetterAsync(
        string stream, string group, StreamId id, string reason, CancellationToken cancellation = default);

    /// <summary>The newest entries, newest first, whatever any group has read.</summary>
    ValueTask<IReadOnlyList<StreamEntry<T>>> ReadNewestAsync<T>(StreamKey<T> stream, int count, CancellationToken cancellation = default)
        where T : class, IWireRecord<T>;

    ValueTask<long> GetLengthAsync(string stream, CancellationToken cancellation = default);

    /// <summary>The stream's groups by name; empty when there is no such stream.</summary>
    ValueTask<IReadOnlyList<GroupStatus>> GetGroupsAsync(string stream, CancellationToken cancellation = default);

    /// <summary>Trims exactly.</summary>
    ValueTask TrimAsync(string stream, int maxLength, CancellationToken cancellation = default);

    /// <summary>
    /// Returns when one of the streams has entries newer than at this waiter's last return (at once the first time), or when the time is over. For
    /// hosts only. A waiter that has been woken must look at its streams again before it waits again.
    /// </summary>
    /// <returns>True when there may be news, false when the time is over.</returns>
    ValueTask<bool> WaitAsync(StreamWaiter waiter, TimeSpan timeout, CancellationToken cancellation = default);
}
