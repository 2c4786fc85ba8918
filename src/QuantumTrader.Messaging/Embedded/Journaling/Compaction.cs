namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>
/// One rewrite of the journal: capture the state, write it to a temporary file while mutations go on, then add what was written meanwhile
/// and give the file its name. Belongs to the holder of the
/// journal's pen, except while the snapshot is being written.
/// </summary>
internal sealed class Compaction(string temporaryPath, long generation)
{
    private const int FlushAboveBytes = 1024 * 1024;

    private JournalFile? _file;

    public long Generation { get; } = generation;

    public CompactionStep Step { get; set; } = CompactionStep.Requested;

    public StateCapture? Captured { get; set; }

    /// <summary>Length of the old journal when the state was captured: what follows is not in the snapshot.</summary>
    public long TailFrom { get; set; }

    /// <summary>Why the snapshot could not be written.</summary>
    public Exception? SnapshotFailure { get; set; }

    public long SnapshotBytes { get; private set; }

    /// <summary>Ends when the new generation is in use, or fails when the rewrite was given up.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void WriteSnapshot()
    {
        _file = JournalFile.Create(temporaryPath);
        var buffer = new JournalBuffer();
        Captured!.WriteTo(buffer, filled => Drain(filled, FlushAboveBytes));
        Drain(buffer, aboveBytes: 0);
        Captured = null;

        // The bulk reaches the disk here, outside of the journal's turn; the tail's flush is then short.
        _file.FlushToDisk();
        SnapshotBytes = _file.Length;
    }

    /// <summary>The complete new generation on the disk, still under its temporary name.</summary>
    public JournalFile CatchUpWith(JournalFile old)
    {
        _file!.AppendFrom(old, TailFrom);
        _file.FlushToDisk();
        return _file;
    }

    /// <summary>Gives the space back after a failure.</summary>
    public void Discard()
    {
        _file?.Dispose();
        File.Delete(temporaryPath);
    }

    private void Drain(JournalBuffer buffer, int aboveBytes)
    {
        if (buffer.Length <= aboveBytes)
            return;
        _file!.Append(buffer.Records);
        buffer.Clear();
    }
}

internal enum CompactionStep
{
    /// <summary>The next batch captures the state.</summary>
    Requested,

    /// <summary>The snapshot is being written.</summary>
    Writing,

    /// <summary>The next batch switches to it.</summary>
    Written,
}
