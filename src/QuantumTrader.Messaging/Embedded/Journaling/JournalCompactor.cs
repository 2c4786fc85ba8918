namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>
/// Holds the journal's current file and replaces it when it has grown too long. Called by the holder of the journal's pen, except where
/// said. A rewrite that fails before the new file has its name is given up and reported: the old journal is whole and stays in use.
/// </summary>
internal sealed class JournalCompactor(
    JournalDirectory directory, JournalFile file, long generation, long thresholdBytes, Func<StateCapture> capture)
{
    // What the last snapshot took. 0 until one was made in this run, so a journal that was long at the start is rewritten once to learn it.
    private long _liveBytes;
    private Compaction? _current;
    private bool _closed;

    public JournalFile File { get; private set; } = file;

    public long Generation { get; private set; } = generation;

    /// <summary>Why the last rewrite was given up, or could not delete the old file; null when all went well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Ends when no snapshot is being written.</summary>
    public Task SnapshotWork { get; private set; } = Task.CompletedTask;

    /// <summary>Under the lock.</summary>
    public Task Request()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _current ??= new Compaction(directory.TemporaryPathOf(Generation + 1), Generation + 1);
        return _current.Done.Task;
    }

    /// <summary>Under the lock: starts no more rewrites.</summary>
    public void Close()
    {
        _closed = true;
        if (_current is { Captured: null, Step: CompactionStep.Requested })
            End(new ObjectDisposedException(nameof(EmbeddedEngine)));
    }

    /// <summary>Under the lock: the journal has failed, and a rewrite with it.</summary>
    public void Abandon(Exception failure)
    {
        if (_current is not null)
            End(failure);
    }

    /// <summary>Under the lock, which makes the captured state the one after exactly the batch that is about to be written.</summary>
    public void CaptureIfRequested()
    {
        if (_current is { Step: CompactionStep.Requested, Captured: null } requested)
            requested.Captured = capture();
    }

    /// <summary>Under the lock: whether a rewrite needs another batch now. Asks for one when the journal is too long.</summary>
    public bool WantsTurn()
    {
        if (_current is null && !_closed && File.Length > Math.Max(thresholdBytes, 2 * _liveBytes))
            _ = Request();
        return _current is { Step: CompactionStep.Requested or CompactionStep.Written };
    }

    /// <summary>After a batch has been written: begins the snapshot that was captured with it, or switches to one that is ready.</summary>
    public void TakeStep(Journal journal)
    {
        if (_current is not { } current)
            return;
        if (current is { Step: CompactionStep.Requested, Captured: not null })
        {
            current.TailFrom = File.Length;
            current.Step = CompactionStep.Writing;
            SnapshotWork = Task.Run(() => WriteSnapshot(current, journal));
        }
        else if (current.Step == CompactionStep.Written)
        {
            Switch(current);
        }
    }

    // On a thread of its own; the step it leaves behind is read after the pen has been taken, which the lock orders.
    private static void WriteSnapshot(Compaction current, Journal journal)
    {
        try
        {
            current.WriteSnapshot();
        }
        catch (Exception broken)
        {
            current.SnapshotFailure = broken;
        }

        current.Step = CompactionStep.Written;
        journal.TakeTurn();
    }

    private void Switch(Compaction current)
    {
        JournalFile next;
        try
        {
            if (current.SnapshotFailure is { } broken)
                throw new IOException($"the snapshot could not be written: {broken.Message}", broken);
            next = current.CatchUpWith(File);
            next.MoveTo(directory.PathOf(current.Generation));
        }
        catch (Exception givenUp) when (givenUp is IOException or UnauthorizedAccessException)
        {
            GiveUp(current, givenUp);
            return;
        }

        // The new name exists from here on, and the newest generation wins: going back to the old file would lose what is written to it. So
        // a failure to make the name last fails the journal.
        directory.FlushNames();
        var old = File;
        File = next;
        Generation = current.Generation;
        _liveBytes = current.SnapshotBytes;
        old.Dispose();
        Failure = Try(() => directory.DeleteAllBut(Generation));
        End(null);
    }

    private void GiveUp(Compaction current, Exception reason)
    {
        // Not before the journal has doubled again: a full disk must not be hammered.
        _liveBytes = File.Length;
        var notDiscarded = Try(current.Discard);
        Failure = notDiscarded is null ? reason.Message : $"{reason.Message}; {notDiscarded}";
        End(reason);
    }

    private void End(Exception? failure)
    {
        var done = _current!.Done;
        _current = null;
        if (failure is null)
        {
            done.SetResult();
            return;
        }

        // Nobody may be waiting for a rewrite that began by itself; its failure is reported in the status.
        done.SetException(failure);
        _ = done.Task.Exception;
    }

    private static string? Try(Action cleanup)
    {
        try
        {
            cleanup();
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return failed.Message;
        }
    }
}
