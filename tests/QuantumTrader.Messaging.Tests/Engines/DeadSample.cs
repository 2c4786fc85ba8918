using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

/// <summary>A sample among the dead letters; its own fields are absent when it had been trimmed before.</summary>
public sealed record DeadSample(string? Symbol, double? Price, string Reason, string Group, string EntryId) : IWireRecord<DeadSample>
{
    public static StreamKey<DeadSample> KeyOf(StreamKey<Sample> stream) => new(StreamKey.DeadLettersOf(stream.Name));

    public static DeadSample Read(WireReader reader) => new(
        reader.OptionalText("symbol"), reader.OptionalNumber("price"), reader.Text("reason"), reader.Text("group"), reader.Text("entry_id"));

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Number("price", Price)
        .Text("reason", Reason)
        .Text("group", Group)
        .Text("entry_id", EntryId);
}
