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
    private readonly ConsumerOptions _options = options ?? ConsumerOptions.Default;
    private readonly List<StreamId> _taken = [];
    private bool _hasPending = true;
    private DateTimeOffset _nextClaim = DateTimeOffset.MinValue;

    public string Stream => stream.Name;

    public ValueTask StartAsync(CancellationToken cancellation) => bus.CreateGroupAsync(stream.Name, consumer.Group, start, cancellation);

    /// <summary>Takes what there is, at most one batch, does the work that follows from it, and acknowledges it.</summary>
    /// <param name="handle">Takes one entry in; an exception leaves the entry to be tried again.</param>
    /// <param name="finish">Runs once after the batch and before it is acknowledged: the place to write what the batch led to.</param>
    /// <returns>Number of entries seen.</returns>
    public async ValueTask<int> StepAsync(Action<T> handle, Func<CancellationToken, ValueTask> finish, CancellationToken cancellation)
    {
        var seen = await TakeAsync(handle, cancellation);
        if (seen == 0)
            return 0;
        try
        {
            await finish(cancellation);
        }
        catch
        {
            Abandon();
            throw;
        }

        await AcknowledgeAsync(cancellation);
        return seen;
    }

    /// <summary>The first half of <see cref="StepAsync"/>, for a stage that joins several streams before it writes.</summary>
    public async ValueTask<int> TakeAsync(Action<T> handle, CancellationToken cancellation)
    {
        var entries = await NextAsync(cancellation);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (await RefusedAsync(entry, cancellation))
                continue;
            try
            {
                handle(entry.Record.Value!);
                _taken.Add(entry.Id);
            }
            catch (Exception failure) when (failure is not (EngineUnavailableException or OperationCanceledException))
            {
                // Stays pending: the next step reads it again, with a higher delivery count.
                _hasPending = true;
                log.LogError(failure, "{Stream} {Id}: {Group} failed (delivery {Delivery})", stream.Name, entry.Id, consumer.Group, entry.DeliveryCount);
            }
        }

        return entries.Count;
    }

    public async ValueTask AcknowledgeAsync(CancellationToken cancellation)
    {
        if (_taken.Count == 0)
            return;
        await bus.AcknowledgeAsync(stream.Name, consumer.Group, _taken, cancellation);
        _taken.Clear();
    }

    /// <summary>What was taken could not be finished: it stays pending and is read again.</summary>
    public void Abandon()
    {
        _taken.Clear();
        _hasPending = true;
    }

    private async ValueTask<IReadOnlyList<StreamEntry<T>>> NextAsync(CancellationToken cancellation)
    {
        if (_hasPending)
        {
            var pending = await bus.ReadPendingAsync(stream, consumer, StreamId.Zero, _options.BatchSize, cancellation);
            if (pending.Count > 0)
                return pending;
            _hasPending = false;
        }

        if (time.GetUtcNow() is var now && now >= _nextClaim)
        {
            _nextClaim = now + _options.ClaimEvery;
            var claimed = await bus.ClaimAsync(stream, consumer, _options.ClaimIdle, _options.BatchSize, cancellation);
            foreach (var lost in claimed.Lost)
                log.LogError("{Stream} {Id}: trimmed before {Group} had handled it; the entry is lost", stream.Name, lost, consumer.Group);
            if (claimed.Entries.Count > 0)
                return claimed.Entries;
        }

        try
        {
            return await bus.ReadNewAsync(stream, consumer, _options.BatchSize, cancellation);
        }
        catch
        {
            // The server may have delivered what never arrived here: then it is pending.
            _hasPending = true;
            throw;
        }
    }

    private async ValueTask<bool> RefusedAsync(StreamEntry<T> entry, CancellationToken cancellation)
    {
        var reason = entry.Record.Error is { } error
            ? error.ToString()
            : entry.DeliveryCount > _options.MaxDeliveries ? $"failed {entry.DeliveryCount - 1} times" : null;
        if (reason is null)
            return false;
        log.LogError("{Stream} {Id}: to the dead letters: {Reason}", stream.Name, entry.Id, reason);
        await bus.DeadLetterAsync(stream.Name, consumer.Group, entry.Id, reason, cancellation);
        return true;
    }
}
