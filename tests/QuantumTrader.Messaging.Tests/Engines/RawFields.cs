using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

/// <summary>Writes any fields at all, as a foreign or broken program would.</summary>
public sealed record RawFields(WireFields Fields) : IWireRecord<RawFields>
{
    /// <summary>The fields of a good sample, with one of them replaced, or left out when the text is null.</summary>
    public static RawFields SampleWith(string name, string? text)
    {
        var fields = WireFields.Of(Sample.Numbered(1)).Where(field => field.Key != name);
        return new RawFields(new WireFields(text is null ? fields : fields.Append(new(name, text))));
    }

    public static RawFields Read(WireReader reader) => throw new NotSupportedException("raw fields are only written");

    public void Write(WireWriter writer)
    {
        foreach (var (name, value) in Fields)
            writer.Text(name, value);
    }
}
