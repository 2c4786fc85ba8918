using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>Encodes records one after the other. A record that fails half-way (a text that is not Unicode) leaves no trace.</summary>
internal sealed class JournalBuffer
{
    private const int KeptCapacity = 1024 * 1024;

    private byte[] _bytes = new byte[4096];
    private int _complete;
    private int _length;

    public bool IsEmpty => _complete == 0;

    public int Length => _complete;

    public ReadOnlySpan<byte> Records => _bytes.AsSpan(0, _complete);

    public JournalBuffer Begin(JournalOp op)
    {
        _length = _complete;
        Reserve(JournalFormat.FrameBytes + 1);
        _length += JournalFormat.FrameBytes;
        _bytes[_length++] = (byte)op;
        return this;
    }

    public JournalBuffer Number(long value)
    {
        Reserve(10);
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            _bytes[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[_length++] = (byte)rest;
        return this;
    }

    public JournalBuffer Text(string text)
    {
        var count = JournalFormat.Utf8.GetByteCount(text);
        Number(count);
        Reserve(count);
        _length += JournalFormat.Utf8.GetBytes(text, _bytes.AsSpan(_length));
        return this;
    }

    public JournalBuffer Id(StreamId id) => Number(id.Milliseconds).Number(id.Sequence);

    public JournalBuffer Ids(IReadOnlyList<StreamId> ids)
    {
        Number(ids.Count);
        for (var i = 0; i < ids.Count; i++)
            Id(ids[i]);
        return this;
    }

    public JournalBuffer Fields(WireFields fields)
    {
        Number(fields.Count);
        foreach (var (name, value) in fields)
            Text(name).Text(value);
        return this;
    }

    /// <exception cref="ArgumentException">The record is too long for the format.</exception>
    public void End()
    {
        var payload = _length - _complete - JournalFormat.FrameBytes;
        if (payload > JournalFormat.MaxPayloadBytes)
            throw new ArgumentException($"a journal record of {payload} bytes: at most {JournalFormat.MaxPayloadBytes} are allowed");
        JournalFormat.Seal(_bytes.AsSpan(_complete, _length - _complete));
        _complete = _length;
    }

    public void Clear()
    {
        // One huge batch must not hold its memory for ever.
        if (_bytes.Length > KeptCapacity)
            _bytes = new byte[KeptCapacity];
        _complete = _length = 0;
    }

    private void Reserve(int more)
    {
        if (_length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
