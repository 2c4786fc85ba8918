using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>A word among the dead letters.</summary>
internal sealed record Letter(string? Text, string Reason) : IWireRecord<Letter>
{
    public static readonly StreamKey<Letter> Stream = new(StreamKey.DeadLettersOf(Word.Stream.Name));

    public static Letter Read(WireReader reader) => new(reader.OptionalText("text"), reader.Text("dead_reason"));

    public void Write(WireWriter writer) => writer.Text("text", Text).Text("dead_reason", Reason);
}
