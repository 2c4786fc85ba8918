using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>Any fields at all, as a foreign or broken program writes them.</summary>
internal sealed record RawFields(WireFields Fields) : IWireRecord<RawFields>
{
    public static RawFields Of(params (string Name, string Text)[] fields) =>
        new(new WireFields(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Text))));

    /// <summary>The fields of a record with one of them replaced.</summary>
    public static RawFields Of<T>(T record, string name, string text)
        where T : class, IWireRecord<T> =>
        new(new WireFields(WireFields.Of(record).Select(field => field.Key == name ? new(name, text) : field)));

    public static RawFields Read(WireReader reader) => throw new NotSupportedException("raw fields are only written");

    public void Write(WireWriter writer)
    {
        foreach (var (name, value) in Fields)
            writer.Text(name, value);
    }
}
