namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>Gives the record at any offset of a file, reading ahead in large steps.</summary>
internal sealed class JournalWindow(JournalFile file, int readAheadBytes)
{
    private byte[] _bytes = new byte[readAheadBytes];
    private long _start;
    private int _count;

    public long FileLength { get; } = file.Length;

    /// <summary>The intact record that begins at the offset; false: there is none. The record is valid until the next call.</summary>
    public bool TryRead(long offset, out ReadOnlySpan<byte> record)
    {
        record = default;
        var remaining = FileLength - offset;
        if (remaining <= JournalFormat.FrameBytes)
            return false;
        var payload = JournalFormat.PayloadLength(Bytes(offset, JournalFormat.FrameBytes), remaining - JournalFormat.FrameBytes);
        if (payload == 0)
            return false;
        var candidate = Bytes(offset, JournalFormat.FrameBytes + payload);
        if (!JournalFormat.IsIntact(candidate))
            return false;
        record = candidate;
        return true;
    }

    private ReadOnlySpan<byte> Bytes(long offset, int count)
    {
        if (offset < _start || offset + count > _start + _count)
            Load(offset, count);
        return _bytes.AsSpan((int)(offset - _start), count);
    }

    private void Load(long offset, int count)
    {
        if (count > _bytes.Length)
            _bytes = new byte[count];
        (_start, _count) = (offset, 0);
        while (_count < _bytes.Length)
        {
            var read = RandomAccess.Read(file.Handle, _bytes.AsSpan(_count), offset + _count);
            if (read == 0)
                break;
            _count += read;
        }

        if (_count < count)
            throw new EndOfStreamException($"{file.Path}: offset {offset}: the file is shorter than when it was opened");
    }
}
