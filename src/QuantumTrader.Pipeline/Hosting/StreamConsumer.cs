using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// The loop of every consumer, written once: own entries left from a crash, entries that a dead consumer left, then new ones; handle, then
/// acknowledge. An entry that cannot be read, or that failed too often, goes to the dead letters with the reason; it never blocks the stream
/// and is never acknowledged in silence.
/// </summary>
public sealed class StreamConsumer<T>(
    IStreamBus bus,
    StreamKey<T> stream,
    Consumer consumer,
    GroupStart start,
    TimeProvider time,
    ILogger log,
    ConsumerOptions? options = null)
    where T : class, IWireRecord<T>
{
    // A server that was stuck still carries out what was asked of it before its connection dropped: entries may be handed to nobody even after
    // the first look at what was left.
    private static readonly TimeSpan LateDeliveries = TimeSpan.FromSeconds(10);

    private readonly ConsumerOptions _options = options ?? ConsumerOptions.Default;

    // Given out and not acknowledged.
    private readonly HashSet<StreamId> _taken = [];

    // How often this process failed at an entry. What an earlier one failed at, or died of, only the count of deliveries tells.
    private readonly Dictionary<StreamId, int> _failures = [];

    // Where to go on among the entries that were delivered before and not acknowledged; null: there are none left. What has been taken since the
    // last acknowledgement is pending too, so it lies before this place.
    private StreamId? _pendingAfter = StreamId.Zero;
    private DateTimeOffset _lookAgainUntil = DateTimeOffset.MinValue;
    private bool _failed;
    private bool _interrupted;
    private bool _knowsWhatWasLeft;
    private bool _oneByOne;
    private DateTimeOffset _nextClaim = DateTimeOffset.MinValue;

    public string Stream => stream.Name;

    /// <summary>Whether there may be more entries behind those of the last batch: it was full, or it was left from an earlier delivery.</summary>
    public bool MayBeBehind { get; private set; }

    /// <summary>Told of each entry that cannot be read, before it goes to the dead letters: for a stage that counts its failures.</summary>
    public Action<WireError>? Unreadable { get; init; }

    public ValueTask StartAsync(CancellationToken cancellation) => bus.CreateGroupAsync(stream.Name, consumer.Group, start, cancellation);

    /// <summary>Takes what there is, at most one batch, does the work that follows from it, and acknowledges it.</summary>
    /// <param name="handle">Takes one entry in; an exception leaves the entry to be tried again, an <see cref="UnusableEntryException"/> ends it.</param>
    /// <param name="finish">Runs once after the batch and before it is acknowledged: the place to write what the batch led to.</param>
    /// <returns>Number of entries seen.</returns>
    public async ValueTask<int> StepAsync(Action<T> handle, Func<CancellationToken, ValueTask> finish, CancellationToken cancellation)
    {
        try
        {
            var seen = await TakeAsync(handle, cancellation);
            if (seen == 0)
                return 0;
            await finish(cancellation);
            await AcknowledgeAsync(cancellation);
            return seen;
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>
    /// The first half of <see cref="StepAsync"/>, for a stage that joins several streams before it writes. Repeated before the acknowledgement, it
    /// goes on behind what it has given already.
    /// </summary>
    public ValueTask<int> TakeAsync(Action<T> handle, CancellationToken cancellation) =>
        TakeAsync((_, record) => handle(record), cancellation);

    /// <summary>
    /// As the other one, for a stage that is done with entries in another order than they came: it keeps the ids, and acknowledges each entry when
    /// what follows from it is written. An entry in its hands is not given again, unless another consumer claims it for having been idle too long.
    /// </summary>
    public async ValueTask<int> TakeAsync(Action<StreamId, T> handle, CancellationToken cancellation)
    {
        try
        {
            return await TakeBatchAsync(handle, cancellation);
        }
        catch
        {
            // The engine may have handed out entries and the answer never arrived: they are looked for before anything new.
            Abandon();
            throw;
        }
    }

    private async ValueTask<int> TakeBatchAsync(Action<StreamId, T> handle, CancellationToken cancellation)
    {
        // A batch may consist of entries that are in the stage's hands already; behind it there may be others.
        while (true)
        {
            var entries = await NextAsync(cancellation);
            var seen = 0;
            for (var i = 0; i < entries.Count; i++)
            {
                if (_taken.Contains(entries[i].Id))
                    continue;
                seen++;
                await GiveAsync(entries[i], handle, cancellation);
            }

            if (seen > 0 || entries.Count == 0)
                return seen;
        }
    }

    private async ValueTask GiveAsync(StreamEntry<T> entry, Action<StreamId, T> handle, CancellationToken cancellation)
    {
        if (await RefusedAsync(entry, cancellation))
            return;
        try
        {
            handle(entry.Id, entry.Record.Value!);
            _taken.Add(entry.Id);
            _failures.Remove(entry.Id);
        }
        catch (UnusableEntryException unusable)
        {
            await DeadLetterAsync(entry.Id, unusable.Message, cancellation);
        }
        catch (Exception failure) when (failure is not (EngineUnavailableException or OperationCanceledException))
        {
            // Stays pending: read again after others have been acknowledged.
            _failed = true;
            var failures = _failures[entry.Id] = _failures.GetValueOrDefault(entry.Id) + 1;
            log.LogError(failure, "{Stream} {Id}: {Group} failed ({Failures} of {Most})", stream.Name, entry.Id, consumer.Group, failures, _options.MaxFailures);
        }
    }

    /// <summary>Acknowledges everything that has been taken.</summary>
    public ValueTask AcknowledgeAsync(CancellationToken cancellation) => AcknowledgeAsync(_taken, cancellation);

    /// <summary>Acknowledges these of the entries taken; the others stay in the stage's hands.</summary>
    public async ValueTask AcknowledgeAsync(IReadOnlyCollection<StreamId> ids, CancellationToken cancellation)
    {
        if (ids.Count > 0)
            await bus.AcknowledgeAsync(stream.Name, consumer.Group, [.. ids], cancellation);
        if (ReferenceEquals(ids, _taken))
            _taken.Clear();
        else
            _taken.ExceptWith(ids);
        _interrupted = false;
        if (_failed || _pendingAfter is not null)
            _pendingAfter = StreamId.Zero;
        _failed = false;
    }

    /// <summary>What was taken could not be finished: all of it that is not acknowledged stays pending and is given again.</summary>
    public void Abandon()
    {
        _taken.Clear();
        (_failed, _interrupted) = (false, true);
        _lookAgainUntil = time.GetUtcNow() + LateDeliveries;
        _pendingAfter = StreamId.Zero;
    }

    private async ValueTask<IReadOnlyList<StreamEntry<T>>> NextAsync(CancellationToken cancellation)
    {
        if (_pendingAfter is { } after)
        {
            var pending = await bus.ReadPendingAsync(stream, consumer, after, _knowsWhatWasLeft && !_oneByOne ? _options.BatchSize : 1, cancellation);
            if (pending.Count > 0)
            {
                if (!_knowsWhatWasLeft)
                    _oneByOne = pending[0].DeliveryCount > _options.SuspectDeliveries;
                _knowsWhatWasLeft = true;
                _pendingAfter = pending[^1].Id;
                MayBeBehind = true;
                return pending;
            }

            (_knowsWhatWasLeft, _oneByOne) = (true, false);
            if (time.GetUtcNow() >= _lookAgainUntil)
                _pendingAfter = null;
        }

        if (time.GetUtcNow() is var now && now >= _nextClaim)
        {
            _nextClaim = now + _options.ClaimEvery;
            var claimed = await bus.ClaimAsync(stream, consumer, _options.ClaimIdle, _options.BatchSize, cancellation);
            foreach (var lost in claimed.Lost)
                log.LogError("{Stream} {Id}: trimmed before {Group} had handled it; the entry is lost", stream.Name, lost, consumer.Group);
            if (claimed.Entries.Count > 0)
            {
                MayBeBehind = true;
                return claimed.Entries;
            }
        }

        var entries = await bus.ReadNewAsync(stream, consumer, _options.BatchSize, cancellation);
        MayBeBehind = entries.Count >= _options.BatchSize;
        if (_pendingAfter is not null && entries.Count > 0)
            _pendingAfter = entries[^1].Id;
        return entries;
    }

    private async ValueTask<bool> RefusedAsync(StreamEntry<T> entry, CancellationToken cancellation)
    {
        var reason = entry.Record.Error is { } error ? error.ToString() : GivenUp(entry);
        if (reason is null)
            return false;
        if (entry.Record.Error is { } unreadable)
            Unreadable?.Invoke(unreadable);
        await DeadLetterAsync(entry.Id, reason, cancellation);
        return true;
    }

    // Deliveries during an outage of the engine say nothing about the entry.
    private string? GivenUp(StreamEntry<T> entry)
    {
        var failures = _failures.GetValueOrDefault(entry.Id);
        if (failures >= _options.MaxFailures)
            return $"failed {failures} times";
        return entry.DeliveryCount > _options.MaxDeliveries && !_interrupted ? $"delivered {entry.DeliveryCount - 1} times and never finished" : null;
    }

    private ValueTask DeadLetterAsync(StreamId id, string reason, CancellationToken cancellation)
    {
        log.LogError("{Stream} {Id}: to the dead letters: {Reason}", stream.Name, id, reason);
        _failures.Remove(id);
        return bus.DeadLetterAsync(stream.Name, consumer.Group, id, reason, cancellation);
    }
}
