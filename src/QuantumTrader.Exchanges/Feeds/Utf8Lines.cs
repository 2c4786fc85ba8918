namespace QuantumTrader.Exchanges.Feeds;

/// <summary>Lines of a UTF-8 stream as bytes, without their line end (LF or CRLF); no text is allocated.</summary>
/// <param name="length">How many bytes must come, modulo 2^32 as gzip counts; null when that is not known.</param>
internal sealed class Utf8Lines(Stream stream, uint? length = null) : IDisposable
{
    // A kline line is about 100 bytes; one that does not fit here is not a kline line.
    private const int Capacity = 64 * 1024;

    private readonly byte[] _buffer = new byte[Capacity];
    private int _start;
    private int _end;
    private uint _received;
    private bool _ended;

    /// <summary>1-based number of the line that <see cref="TryRead"/> gave last; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>The next line; valid until the next call. False at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged or too short, or the line is longer than 64 KiB.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = Cut(searched + found, 1);
                return true;
            }

            if (_ended)
            {
                line = Cut(_end - _start, 0);
                return !line.IsEmpty;
            }

            searched = _end - _start;
            Fill();
        }
    }

    public void Dispose() => stream.Dispose();

    private ReadOnlySpan<byte> Cut(int bytes, int lineEnd)
    {
        var line = _buffer.AsSpan(_start, bytes);
        _start += bytes + lineEnd;
        Number++;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == Capacity)
            throw new InvalidDataException("a line is longer than 64 KiB");
        var read = stream.Read(_buffer, _end, Capacity - _end);
        _ended = read == 0;
        _end += read;
        _received = unchecked(_received + (uint)read);
        if (_ended && length is { } expected && expected != _received)
            throw new InvalidDataException($"unpacks to {_received} bytes where its last gzip trailer says {expected}");
    }
}
