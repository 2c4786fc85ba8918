using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Turns the fields of records into bytes for a fingerprint: numbers by their bits, which is many times faster than by their texts, and two numbers have the
/// same bits exactly when they have the same text. Names are left out: records of one kind write the same fields in the same order.
/// </summary>
internal sealed class DigestWriter : WireWriter
{
    // What stands before each value, so that different fields never make the same bytes.
    private const byte Nothing = 0;
    private const byte Bits = 1;
    private const byte Decimal = 2;
    private const byte Characters = 3;

    // Ends a text; no text contains it.
    private const byte End = 0xFF;

    // Dividing by it takes the zeros away that end a decimal: its bits tell them, its text does not.
    private const decimal One = 1.0000000000000000000000000000m;

    private readonly ArrayBufferWriter<byte> _bytes = new(2048);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    public override WireWriter Text(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return Mark(Nothing);
        Mark(Characters);
        var span = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length) + 1);
        var written = Encoding.UTF8.GetBytes(value, span);
        span[written] = End;
        _bytes.Advance(written + 1);
        return this;
    }

    public override WireWriter Number(string name, double? value) =>
        value is { } number ? Append(BitConverter.DoubleToInt64Bits(number)) : Mark(Nothing);

    public override WireWriter Number(string name, decimal? value)
    {
        if (value is not { } number)
            return Mark(Nothing);
        Mark(Decimal);
        Span<int> parts = stackalloc int[4];
        _ = decimal.GetBits(number / One, parts);
        MemoryMarshal.AsBytes(parts).CopyTo(_bytes.GetSpan(sizeof(decimal)));
        _bytes.Advance(sizeof(decimal));
        return this;
    }

    public override WireWriter Fixed(string name, double value, int decimals) => Number(name, value);

    public override WireWriter Integer(string name, long? value) => value is { } number ? Append(number) : Mark(Nothing);

    private DigestWriter Append(long value)
    {
        Mark(Bits);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    private DigestWriter Mark(byte kind)
    {
        _bytes.GetSpan(1)[0] = kind;
        _bytes.Advance(1);
        return this;
    }
}
