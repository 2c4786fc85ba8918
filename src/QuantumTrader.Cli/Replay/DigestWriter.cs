using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Turns the fields of records into bytes for a fingerprint: numbers by their bits, which is many times faster than by their texts, and two numbers have the
/// same bits exactly when they have the same text.
/// </summary>
internal sealed class DigestWriter : WireWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(2048);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    public override WireWriter Text(string name, string? value)
    {
        Append(name);
        Append(value ?? "");
        return this;
    }

    public override WireWriter Number(string name, double? value)
    {
        if (value is not { } number)
            return Text(name, "");
        Append(name);
        Append(BitConverter.DoubleToInt64Bits(number));
        return this;
    }

    // The bits of a decimal say how many zeros end it; its text does not.
    public override WireWriter Number(string name, decimal? value) => Text(name, value is { } number ? WireNumber.Format(number) : "");

    public override WireWriter Fixed(string name, double value, int decimals) => Number(name, value);

    public override WireWriter Integer(string name, long? value)
    {
        if (value is not { } number)
            return Text(name, "");
        Append(name);
        Append(number);
        return this;
    }

    private void Append(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    // Each text ends with a byte that no text contains, so that different fields never make the same bytes.
    private void Append(string text)
    {
        const byte End = 0xFF;
        var span = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        var written = Encoding.UTF8.GetBytes(text, span);
        span[written] = End;
        _bytes.Advance(written + 1);
    }
}
