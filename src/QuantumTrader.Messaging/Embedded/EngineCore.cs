using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded.Journaling;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>
/// What the two ports share: one lock over all state, the journal, and who waits. A mutation is encoded for the journal first and applied
/// second, both under the lock, so that the journal's order is the order of events; its acknowledgement waits for the journal after the
/// lock.
/// </summary>
internal sealed class EngineCore(Keyspace keys, TimeProvider time)
{
    private bool _disposed;

    public Lock Gate { get; } = new();

    public Keyspace Keys { get; } = keys;

    public TimeProvider Time { get; } = time;

    public StreamWaits Waits { get; } = new();

    /// <summary>Null: everything lives in memory only.</summary>
    public Journal? Journal { get; set; }

    /// <summary>Where to encode the next mutation; null without a journal. Under the lock.</summary>
    public JournalBuffer? Records => Journal?.Records;

    /// <summary>The record's fields if the journal will want them; made before the lock is taken, since it runs the record's own
    /// code.</summary>
    public WireFields? FieldsForJournal<T>(T record)
        where T : class, IWireRecord<T> => Journal is null ? null : WireFields.Of(record);

    /// <summary>Under the lock, at the start of every operation.</summary>
    public void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(EmbeddedEngine));

        // What is in memory may be ahead of what could be written: nothing of it must be seen.
        if (Journal?.Failure is { } failure)
            throw failure;
    }

    /// <summary>Completes when what has been encoded is as safe as the policy asks; at once without a journal. Not under the
    /// lock.</summary>
    public ValueTask CommitAsync() => Journal is null ? default : Journal.CommitAsync();

    public ValueTask<TResult> CommitAsync<TResult>(TResult result)
    {
        var commit = CommitAsync();
        return commit.IsCompletedSuccessfully ? new ValueTask<TResult>(result) : AfterAsync(commit, result);
    }

    /// <summary>Lets no more operations in and wakes who waits; false: that was done before.</summary>
    public bool Close()
    {
        lock (Gate)
        {
            if (_disposed)
                return false;
            _disposed = true;
        }

        Waits.Fail(Gate, new ObjectDisposedException(nameof(EmbeddedEngine)));
        return true;
    }

    private static async ValueTask<TResult> AfterAsync<TResult>(ValueTask commit, TResult result)
    {
        await commit;
        return result;
    }
}
