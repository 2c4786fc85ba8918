namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>
/// Group commit. Mutations encode their records into one buffer under the engine's lock, in the order in which they happen, and then ask
/// for a commit. Whoever finds the pen free takes it and writes all that has gathered as one batch; the others wait for the next batch.
/// Everything that touches the file is done by the holder of the pen.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate;
    private readonly FsyncPolicy _fsync;
    private readonly JournalCompactor _compactor;
    private readonly Action<EngineUnavailableException> _failed;
    private readonly ITimer? _flushTimer;
    private readonly TimeProvider _time;

    // Guarded by the gate.
    private JournalBuffer _filling = new();
    private JournalBuffer _spare = new();
    private TaskCompletionSource? _inFlight;
    private TaskCompletionSource? _next;
    private Exception? _failure;
    private bool _penTaken;
    private bool _flushDue;
    private bool _unflushed;
    private long? _behindSince;

    /// <param name="failed">Called once, without the lock, when the disk fails.</param>
    public Journal(JournalCompactor compactor, FsyncPolicy fsync, Lock gate, TimeProvider time, Action<EngineUnavailableException> failed)
    {
        (_compactor, _fsync, _gate, _failed, _time) = (compactor, fsync, gate, failed, time);
        if (fsync == FsyncPolicy.Everysec)
            _flushTimer = time.CreateTimer(static journal => ((Journal)journal!).FlushIfNeeded(), this, s_flushInterval, s_flushInterval);
    }

    /// <summary>Where mutations encode their records. Under the lock.</summary>
    public JournalBuffer Records => _filling;

    /// <summary>Why nothing can be written any more, else null. Under the lock.</summary>
    public EngineUnavailableException? Failure =>
        _failure is null
            ? null
            : new EngineUnavailableException($"journal '{_compactor.File.Path}': writing failed ({_failure.Message}); restart the engine", _failure);

    /// <summary>Age of the oldest change that is not forced to disk yet; null when the policy never forces one.</summary>
    public TimeSpan? Behind
    {
        get
        {
            lock (_gate)
                return _fsync == FsyncPolicy.Never ? null : _behindSince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;
        }
    }

    /// <summary>Completes when all that has been encoded before the call is as safe as the policy asks. Not under the lock.</summary>
    public ValueTask CommitAsync()
    {
        Task? batch = null;
        lock (_gate)
        {
            if (Failure is { } failure)
                return ValueTask.FromException(failure);
            if (_filling.IsEmpty)
                return _penTaken ? new ValueTask((_inFlight ??= NewBatch()).Task) : default;
            _behindSince ??= _time.GetTimestamp();
            if (_penTaken)
                return new ValueTask((_next ??= NewBatch()).Task);
            _penTaken = true;
            if (_fsync == FsyncPolicy.Always)
                batch = (_next ??= NewBatch()).Task;
        }

        // A flush takes milliseconds: it is done elsewhere, so that one thread can have many mutations in one batch. A write takes
        // microseconds.
        if (batch is not null)
        {
            QueueBatch();
            return new ValueTask(batch);
        }

        return RunBatch() is { } failed ? ValueTask.FromException(failed) : default;
    }

    /// <summary>Rewrites the journal as a snapshot of the live state; joins a rewrite that is under way.</summary>
    public Task CompactAsync()
    {
        Task done;
        lock (_gate)
        {
            if (Failure is { } failure)
                return Task.FromException(failure);
            done = _compactor.Request();
            if (_penTaken)
                return done;
            _penTaken = true;
        }

        QueueBatch();
        return done;
    }

    /// <summary>Writes and flushes what is left. The caller lets no more mutations in.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_flushTimer is not null)
            await _flushTimer.DisposeAsync();
        lock (_gate)
            _compactor.Close();
        try
        {
            // The first flush passes the batch that may just be starting a snapshot, the second one the batch that switches to it.
            await FlushAsync();
            await _compactor.SnapshotWork;
            await FlushAsync();
        }
        finally
        {
            _compactor.File.Dispose();
        }
    }

    /// <summary>For the compactor: its snapshot is ready, or was given up.</summary>
    internal void TakeTurn()
    {
        lock (_gate)
        {
            if (_penTaken || _failure is not null)
                return;
            _penTaken = true;
        }

        RunBatch();
    }

    private void FlushIfNeeded()
    {
        lock (_gate)
        {
            if (_failure is not null || (!_unflushed && _filling.IsEmpty))
                return;
            _flushDue = true;
            if (_penTaken)
                return;
            _penTaken = true;
        }

        RunBatch();
    }

    private Task FlushAsync()
    {
        Task flushed;
        lock (_gate)
        {
            // Who was refused knows; closing a failed journal has nothing more to say.
            if (_failure is not null)
                return Task.CompletedTask;
            _flushDue = true;
            flushed = (_next ??= NewBatch()).Task;
            if (_penTaken)
                return flushed;
            _penTaken = true;
        }

        QueueBatch();
        return flushed;
    }

    private EngineUnavailableException? RunBatch()
    {
        JournalBuffer batch;
        bool flush;
        lock (_gate)
        {
            batch = _filling;
            (_filling, _spare) = (_spare, batch);
            (_inFlight, _next) = (_next, null);
            flush = _fsync == FsyncPolicy.Always || _flushDue;
            _flushDue = false;
            _compactor.CaptureIfRequested();
        }

        Exception? failure = null;
        try
        {
            if (!batch.IsEmpty)
                _compactor.File.Append(batch.Records);
            if (flush)
                _compactor.File.FlushToDisk();
            _compactor.TakeStep(this);
        }
        catch (Exception broken)
        {
            // Of any kind: after it nobody knows what the file holds, and whoever waits must be told.
            failure = broken;
        }

        return Settle(batch, flush, failure);
    }

    private EngineUnavailableException? Settle(JournalBuffer batch, bool flushed, Exception? failure)
    {
        TaskCompletionSource? done, refused = null;
        EngineUnavailableException? unavailable;
        bool again;
        lock (_gate)
        {
            _unflushed = !flushed && (_unflushed || !batch.IsEmpty);
            if (flushed && failure is null)
                _behindSince = _filling.IsEmpty ? null : _time.GetTimestamp();
            batch.Clear();
            (done, _inFlight) = (_inFlight, null);
            _failure ??= failure;
            unavailable = Failure;
            if (unavailable is not null)
            {
                (refused, _next) = (_next, null);
                _compactor.Abandon(unavailable);
            }

            again = unavailable is null && (_next is not null || _flushDue || _compactor.WantsTurn());
            _penTaken = again;
        }

        if (unavailable is null)
        {
            done?.SetResult();
        }
        else
        {
            done?.SetException(unavailable);
            refused?.SetException(unavailable);
            _failed(unavailable);
        }

        if (again)
            QueueBatch();
        return unavailable;
    }

    private void QueueBatch() => ThreadPool.UnsafeQueueUserWorkItem(static journal => journal.RunBatch(), this, preferLocal: false);

    private static TaskCompletionSource NewBatch() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
