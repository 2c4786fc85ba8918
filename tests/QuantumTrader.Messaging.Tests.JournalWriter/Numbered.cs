using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.JournalWriter;

/// <summary>A record that is one number.</summary>
public sealed record Numbered(long Number) : IWireRecord<Numbered>
{
    public const string Stream = "numbers";
    public const string Hash = "newest";

    public void Write(WireWriter writer) => writer.Integer("number", Number);

    public static Numbered Read(WireReader reader) => new(reader.Integer("number"));
}
