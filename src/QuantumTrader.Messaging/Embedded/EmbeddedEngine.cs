using QuantumTrader.Messaging.Embedded.Journaling;
using QuantumTrader.Messaging.Embedded.Memory;

namespace QuantumTrader.Messaging.Embedded;

/// <summary>
/// The engine inside the process: typed records pass as they are. In memory only, or with a journal in a data directory from which the next
/// start restores everything that was acknowledged. Readers may see a mutation shortly before it is acknowledged, as with Redis.
/// </summary>
public sealed class EmbeddedEngine : IEngine
{
    private readonly EngineCore _core;
    private readonly JournalDirectory? _directory;
    private readonly JournalCompactor? _compactor;
    private readonly long _replayedRecords;
    private readonly long _cutBytes;

    /// <summary>An engine that keeps nothing.</summary>
    public EmbeddedEngine(TimeProvider time)
        : this(new EngineCore(new Keyspace(time), time))
    {
    }

    private EmbeddedEngine(EngineCore core)
    {
        _core = core;
        Store = new EmbeddedStore(core);
        Bus = new EmbeddedBus(core);
        Monitor = new EmbeddedMonitor(core);
    }

    private EmbeddedEngine(EngineCore core, JournalDirectory directory, JournalCompactor compactor, (long Records, long CutBytes) recovered)
        : this(core)
    {
        _directory = directory;
        _compactor = compactor;
        (_replayedRecords, _cutBytes) = recovered;
    }

    public IStateStore Store { get; }

    public IStreamBus Bus { get; }

    public IEngineMonitor Monitor { get; }

    /// <summary>The journal's state; null without a data directory.</summary>
    public JournalStatus? Journal =>
        _compactor is null
            ? null
            : new JournalStatus(_compactor.Generation, _compactor.File.Length, _replayedRecords, _cutBytes, _compactor.Failure, _core.Journal?.Behind);

    internal EngineCore Core => _core;

    internal JournalFile? JournalFile => _compactor?.File;

    /// <summary>Takes the data directory, restores what its journal holds, and journals from there on.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="EngineUnavailableException">Another process holds the directory, or it cannot be used.</exception>
    /// <exception cref="JournalCorruptException">The journal is damaged in a way that a torn write does not explain.</exception>
    public static EmbeddedEngine Open(EmbeddedOptions options, TimeProvider time)
    {
        options.Validate();
        var directory = JournalDirectory.Take(options.DataDirectory);
        JournalFile? file = null;
        try
        {
            var generation = directory.NewestGeneration();
            if (generation == 0)
                CreateFirst(directory, generation = 1);
            file = JournalFile.OpenExisting(directory.PathOf(generation));
            var keys = new Keyspace(time);
            var recovered = JournalRecovery.Run(file, new JournalReplay(keys));
            directory.DeleteAllBut(generation);
            keys.Sweep();

            var core = new EngineCore(keys, time);
            var compactor = new JournalCompactor(
                directory, file, generation, options.CompactionThresholdBytes, () => StateCapture.Of(keys));
            core.Journal = new Journal(compactor, options.Fsync, core.Gate, time, failure => core.Waits.Fail(core.Gate, failure));
            return new EmbeddedEngine(core, directory, compactor, recovered);
        }
        catch
        {
            file?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Rewrites the journal as a snapshot of the live state now; it also happens by itself.</summary>
    /// <returns>Ends when the new file is in use; at once without a journal.</returns>
    /// <exception cref="IOException">The snapshot could not be written; the old journal stays in use.</exception>
    public Task CompactAsync()
    {
        lock (_core.Gate)
            _core.ThrowIfUnusable();
        return _core.Journal?.CompactAsync() ?? Task.CompletedTask;
    }

    /// <summary>Writes and flushes what the journal still has to take, and lets go of the directory.</summary>
    /// <exception cref="EngineUnavailableException">The last write failed.</exception>
    public async ValueTask DisposeAsync()
    {
        if (!_core.Close() || _core.Journal is null)
            return;
        try
        {
            await _core.Journal.DisposeAsync();
        }
        finally
        {
            _directory!.Dispose();
        }
    }

    private static void CreateFirst(JournalDirectory directory, long generation)
    {
        using var file = JournalFile.Create(directory.TemporaryPathOf(generation));
        file.FlushToDisk();
        file.MoveTo(directory.PathOf(generation));
        directory.FlushNames();
    }
}
