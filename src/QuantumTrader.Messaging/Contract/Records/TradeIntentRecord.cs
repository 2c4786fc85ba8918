using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// A wish to trade that is no plan, on <see cref="Keys.TradeIntents"/>. Contract section 7. Written as JSON in the field <c>payload</c>; read from there or from flat fields.
/// </summary>
/// <param name="Quantity">Base currency, above 0; null for an intent that moves a stop.</param>
/// <param name="IntentType">Such as <c>OPEN</c>, <c>HARVEST_PARTIAL</c>, <c>MOVE_SL_TRAIL</c>.</param>
/// <param name="Reason">In the words of who asks.</param>
/// <param name="ReduceOnly">It may reduce a position and nothing else; where a sender does not say so it counts as false.</param>
/// <param name="StopPrice">Above 0: the stop of what is opened (<c>stop_loss</c>), or the new stop (<c>new_sl</c>).</param>
/// <param name="DryRun">To be checked and not carried out.</param>
/// <param name="Sender">Who asks, such as <c>harvest_brain</c>; the field <c>source</c>. No provenance of data.</param>
/// <param name="CorrelationId">Names the intent; it is accepted once.</param>
/// <param name="MadeMs">When it was made, Unix milliseconds; of a time in whole seconds the last one that it can mean.</param>
public sealed record TradeIntentRecord(
    string Symbol,
    OrderSide Side,
    decimal? Quantity,
    string IntentType,
    string? Reason,
    bool ReduceOnly,
    decimal? StopPrice,
    bool DryRun,
    string? Sender,
    string CorrelationId,
    string? TraceId,
    long MadeMs) : IWireRecord<TradeIntentRecord>
{
    public const string Open = "OPEN";

    private const string MoveStopPrefix = "MOVE_SL";
    private const int LongestCorrelationId = 128;

    public bool MovesStop => IntentType.StartsWith(MoveStopPrefix, StringComparison.Ordinal);

    public void Write(WireWriter writer) => writer.Text(IntentPayload.Field, IntentPayload.Format(this));

    public static TradeIntentRecord Read(WireReader entry) => ReadFields(IntentPayload.Open(entry));

    internal static TradeIntentRecord ReadFields(WireReader reader)
    {
        var correlationId = reader.Text("correlation_id");
        if (correlationId.Length > LongestCorrelationId)
            throw reader.Fail("correlation_id", correlationId, $"must have at most {LongestCorrelationId} characters");
        return new TradeIntentRecord(
            reader.Text("symbol"), reader.OneOf<OrderSide>("side", WireNames.Of), Positive(reader, "qty"), reader.Text("intent_type"),
            reader.OptionalText("reason"), Agreed(reader, "reduce_only", "reduceOnly", Flag) ?? false, Agreed(reader, "stop_loss", "new_sl", Positive),
            Flag(reader, "dry_run") ?? false, reader.OptionalText("source"), correlationId, reader.OptionalText("trace_id"), IntentPayload.ReadTime(reader));
    }

    private static bool? Flag(WireReader reader, string name) => reader.OptionalText(name) is null ? null : reader.Flag(name);

    private static decimal? Positive(WireReader reader, string name)
    {
        var number = reader.OptionalDecimal(name);
        return number <= 0 ? throw reader.Fail(name, reader.Text(name), "must be above 0, or absent") : number;
    }

    // Two names of one thing: either will do, and both must say the same.
    private static T? Agreed<T>(WireReader reader, string name, string other, Func<WireReader, string, T?> read)
        where T : struct
    {
        var (one, two) = (read(reader, name), read(reader, other));
        if (one is not null && two is not null && !one.Equals(two))
            throw reader.Fail(name, reader.Text(name), $"contradicts {other} = '{reader.Text(other)}'");
        return one ?? two;
    }
}
