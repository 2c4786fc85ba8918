namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>An intent that was refused, on <see cref="Keys.RejectedIntents"/>. Contract section 7. After a crash the same refusal may stand there twice, under one entry id.</summary>
/// <param name="Reason">A code of the safety kernel (upper case) or of the router.</param>
/// <param name="Detail">What was wrong; null when the reason says it all.</param>
/// <param name="Symbol">Null when the intent names none that can be one.</param>
/// <param name="Intent">The intent; null when it cannot be read.</param>
/// <param name="EntryId">The entry of the intents that was refused.</param>
/// <param name="TimeMs">When it was refused, Unix milliseconds.</param>
public sealed record RejectedIntentRecord(
    string Reason,
    string? Detail,
    string? Symbol,
    string? CorrelationId,
    string? TraceId,
    TradeIntentRecord? Intent,
    StreamId EntryId,
    long TimeMs) : IWireRecord<RejectedIntentRecord>
{
    private const long MillisecondsPerSecond = 1000;

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Text("side", Intent is { } intent ? WireNames.Of(intent.Side) : null)
        .Number("qty", Intent?.Quantity)
        .Text("intent_type", Intent?.IntentType)
        .Text("reason", Reason)
        .Text("detail", Detail)
        .Text("reduce_only", Intent is null ? null : Intent.ReduceOnly ? "true" : "false")
        .Text("source", Intent?.Sender)
        .Text("correlation_id", CorrelationId)
        .Text("trace_id", TraceId)
        .Integer("timestamp", TimeMs / MillisecondsPerSecond)
        .Text("intent_reason", Intent?.Reason)
        .Number("stop_loss", Intent?.StopPrice)
        .Text("dry_run", Intent is null ? null : Intent.DryRun ? "true" : "false")
        .Integer("intent_ts_ms", Intent?.MadeMs)
        .Text("entry_id", EntryId.ToString())
        .Integer("ts_ms", TimeMs);

    public static RejectedIntentRecord Read(WireReader reader)
    {
        var (symbol, correlationId, traceId) = (reader.OptionalText("symbol"), reader.OptionalText("correlation_id"), reader.OptionalText("trace_id"));
        return new RejectedIntentRecord(
            reader.Text("reason"), reader.OptionalText("detail"), symbol, correlationId, traceId, ReadIntent(reader),
            ReadId(reader), reader.Integer("ts_ms"));
    }

    private static TradeIntentRecord? ReadIntent(WireReader reader) => reader.OptionalText("side") is null ? null : new TradeIntentRecord(
        reader.OptionalText("symbol") ?? "", reader.OneOf<Domain.Orders.OrderSide>("side", WireNames.Of), reader.OptionalDecimal("qty"), reader.Text("intent_type"),
        reader.OptionalText("intent_reason"), reader.Flag("reduce_only"), reader.OptionalDecimal("stop_loss"), reader.Flag("dry_run"),
        reader.OptionalText("source"), reader.Text("correlation_id"), reader.OptionalText("trace_id"), reader.Integer("intent_ts_ms"));

    private static StreamId ReadId(WireReader reader)
    {
        var text = reader.Text("entry_id");
        try
        {
            return StreamId.Parse(text);
        }
        catch (FormatException malformed)
        {
            throw reader.Fail("entry_id", text, malformed.Message);
        }
    }
}
