namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// An entry of the intents as the router takes it. What cannot be read is not lost: it keeps what is wrong with it, and what of it can be told, so that it is refused and counted as
/// every other intent.
/// </summary>
/// <param name="Intent">Null when it cannot be read.</param>
/// <param name="Fault">Why; null when it can.</param>
public sealed record ReceivedIntent(TradeIntentRecord? Intent, WireError? Fault, string? Symbol, string? CorrelationId, string? TraceId)
    : IWireRecord<ReceivedIntent>
{
    public static readonly StreamKey<ReceivedIntent> Stream = new(Keys.TradeIntents.Name, Keys.TradeIntents.MaxLength);

    public void Write(WireWriter writer) => throw new NotSupportedException("a received intent is only read");

    public static ReceivedIntent Read(WireReader entry)
    {
        var fields = entry;
        try
        {
            fields = IntentPayload.Open(entry);
            var intent = TradeIntentRecord.ReadFields(fields);
            return new ReceivedIntent(intent, null, intent.Symbol, intent.CorrelationId, intent.TraceId);
        }
        catch (WireFormatException malformed)
        {
            return new ReceivedIntent(
                null, malformed.Error, fields.OptionalText("symbol"), fields.OptionalText("correlation_id"), fields.OptionalText("trace_id"));
        }
    }
}
