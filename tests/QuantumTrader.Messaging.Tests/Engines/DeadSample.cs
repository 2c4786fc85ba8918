using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

/// <summary>A sample among the dead letters; its own fields are absent when it had been trimmed before.</summary>
public sealed record DeadSample(string? Symbol, double? Price, string Reason, string Group, string EntryId) : IWireRecord<DeadSample>
{
    public static StreamKey<DeadSample> KeyOf(StreamKey<Sample> stream) => new(StreamKey.DeadLettersOf(stream.Name));

    public static DeadSample Read(WireReader reader) => new(
        reader.OptionalText("symbol"), reader.OptionalNumber("price"), reader.Text("dead_reason"), reader.Text("dead_group"), reader.Text("dead_entry_id"));

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Number("price", Price)
        .Text("dead_reason", Reason)
        .Text("dead_group", Group)
        .Text("dead_entry_id", EntryId);
}
