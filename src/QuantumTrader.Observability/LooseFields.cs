using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Observability;

/// <summary>A record of which each field is read for itself: one that is malformed spoils none of the others. For exporters, which show what can be shown.</summary>
internal sealed class LooseFields : IWireRecord<LooseFields>
{
    private readonly WireReader _reader;

    private LooseFields(WireReader reader) => _reader = reader;

    public static LooseFields Read(WireReader reader) => new(reader);

    public void Write(WireWriter writer) => throw new NotSupportedException("an exporter writes nothing");

    public string? Text(string name) => _reader.OptionalText(name);

    /// <param name="problem">Why there is no number; null with one, and when the field is empty.</param>
    public double? Number(string name, out Malformed? problem)
    {
        problem = null;
        try
        {
            return _reader.OptionalNumber(name);
        }
        catch (WireFormatException)
        {
            problem = Malformed.NotANumber;
            return null;
        }
    }
}
