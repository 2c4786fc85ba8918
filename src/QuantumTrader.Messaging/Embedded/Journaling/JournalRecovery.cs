namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>Reads a journal at start: replays it, cuts a torn tail, refuses any other damage.</summary>
internal static class JournalRecovery
{
    private const int ReadAheadBytes = 1024 * 1024;

    /// <returns>The records replayed, and the bytes cut from the end.</returns>
    /// <exception cref="JournalCorruptException">Damage with valid records behind it, or a record that this version cannot
    /// apply.</exception>
    public static (long Records, long CutBytes) Run(JournalFile file, JournalReplay replay)
    {
        CheckHeader(file);
        var records = 0L;
        var offset = (long)JournalFormat.HeaderBytes;
        var window = new JournalWindow(file, ReadAheadBytes);
        while (offset < file.Length)
        {
            if (!window.TryRead(offset, out var record))
            {
                if (FindRecordAfter(window, offset) is { } next)
                    throw new JournalCorruptException(file.Path, offset, $"a damaged record is followed by an intact one at offset {next}");
                var cut = file.Length - offset;
                file.CutTo(offset);
                file.FlushToDisk();
                return (records, cut);
            }

            Apply(replay, record, file.Path, offset);
            offset += record.Length;
            records++;
        }

        return (records, 0);
    }

    private static void CheckHeader(JournalFile file)
    {
        Span<byte> header = stackalloc byte[JournalFormat.HeaderBytes];
        JournalFormat.CheckHeader(header[..RandomAccess.Read(file.Handle, header, 0)], file.Path);
    }

    private static void Apply(JournalReplay replay, ReadOnlySpan<byte> record, string path, long offset)
    {
        try
        {
            replay.Apply(record[JournalFormat.FrameBytes..]);
        }
        catch (Exception unfit) when (unfit is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new JournalCorruptException(path, offset, unfit.Message);
        }
    }

    // A torn write damages the end only. An intact record behind the damage was acknowledged, or at least written later: cutting would lose
    // it.
    private static long? FindRecordAfter(JournalWindow window, long damaged)
    {
        for (var offset = damaged + 1; offset <= window.FileLength - JournalFormat.FrameBytes; offset++)
        {
            if (window.TryRead(offset, out _))
                return offset;
        }

        return null;
    }
}
