using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>The least that can travel on a stream.</summary>
internal sealed record Word(string Text) : IWireRecord<Word>
{
    public static readonly StreamKey<Word> Stream = new("words");

    public static Word Read(WireReader reader) => new(reader.Text("text"));

    public void Write(WireWriter writer) => writer.Text("text", Text);
}
