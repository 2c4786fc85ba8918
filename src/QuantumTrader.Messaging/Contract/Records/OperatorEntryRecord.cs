namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>What an operator changed by hand, on <see cref="Keys.OperatorJournal"/>.</summary>
/// <param name="Timestamp">Unix seconds.</param>
/// <param name="Verb">Such as <c>kill</c> or <c>safe-mode</c>.</param>
/// <param name="Scope"><see cref="Everything"/> or a symbol.</param>
/// <param name="Value">What it was set to: <c>on</c>, <c>off</c>, or <c>on 300s</c> when it ends by itself.</param>
/// <param name="Reason">In the operator's words.</param>
public sealed record OperatorEntryRecord(long Timestamp, string Verb, string Scope, string Value, string Reason) : IWireRecord<OperatorEntryRecord>
{
    public const string Everything = "all";
    public const string On = "on";
    public const string Off = "off";

    public void Write(WireWriter writer) => writer
        .Integer("timestamp", Timestamp)
        .Text("verb", Verb)
        .Text("scope", Scope)
        .Text("value", Value)
        .Text("reason", Reason);

    public static OperatorEntryRecord Read(WireReader reader) =>
        new(reader.Integer("timestamp"), reader.Text("verb"), reader.Text("scope"), reader.Text("value"), reader.Text("reason"));
}
