using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Embedded.Journaling;

/// <summary>Decodes one record's payload; the counterpart of <see cref="JournalBuffer"/>.</summary>
/// <exception cref="FormatException">Every method: the payload does not hold what is asked for.</exception>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload, NamePool names)
{
    private ReadOnlySpan<byte> _rest = payload;

    public readonly bool AtEnd => _rest.IsEmpty;

    public JournalOp Op() => (JournalOp)Byte();

    public long Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return (long)(value >> 1) ^ -(long)(value & 1);
        }

        throw new FormatException("a number is longer than 64 bits");
    }

    /// <summary>A number that counts something.</summary>
    public int Count()
    {
        var value = Number();
        return value is >= 0 and <= int.MaxValue ? (int)value : throw new FormatException($"{value} is not a count");
    }

    public string Text() => JournalFormat.Utf8.GetString(Bytes());

    /// <summary>A text that many records share: a key, a field, a group, a consumer.</summary>
    public string Name() => names.Get(Bytes());

    public StreamId Id() => new(Number(), Number());

    public StreamId[] Ids()
    {
        var ids = new StreamId[CountOfItems()];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = Id();
        return ids;
    }

    public string[] Names()
    {
        var texts = new string[CountOfItems()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Name();
        return texts;
    }

    public WireFields Fields()
    {
        var count = CountOfItems();
        var fields = new WireFields { Capacity = count };
        for (var i = 0; i < count; i++)
            fields.Add(new KeyValuePair<string, string>(Name(), Text()));
        return fields;
    }

    private int CountOfItems()
    {
        // Every item takes a byte at least; a larger count must not allocate.
        var count = Count();
        return count <= _rest.Length ? count : throw new FormatException($"{count} items in {_rest.Length} bytes");
    }

    private ReadOnlySpan<byte> Bytes()
    {
        var count = Count();
        if (count > _rest.Length)
            throw new FormatException($"a text of {count} bytes in {_rest.Length} bytes");
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    private byte Byte()
    {
        if (_rest.IsEmpty)
            throw new FormatException("the payload ends too early");
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }
}
