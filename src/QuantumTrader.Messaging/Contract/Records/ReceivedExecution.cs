using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// An entry of the executions as HarvestBrain takes it: from this system or from another program, flat or as JSON in the field <c>payload</c>. Contract section 10.
/// </summary>
/// <param name="Status"><c>FILLED</c> and <c>PARTIAL</c> are fills, <see cref="PriceUpdate"/> tells a price; any other word is an order that ended without a fill.</param>
/// <param name="Side">Of the order; there for every fill.</param>
/// <param name="Quantity">Of this fill, base currency, above 0; there for every fill.</param>
/// <param name="Price">Quote currency, above 0; there for every fill and price.</param>
/// <param name="StopLoss">Above 0; null when none is stated.</param>
/// <param name="PlanId">The plan, or the correlation id of the intent, that the order carried out.</param>
/// <param name="Closes">It realised profit or loss: the order could only reduce.</param>
/// <param name="MadeMs">When, Unix milliseconds; null when it does not say.</param>
/// <param name="IsRecorded">Of a recording: it is as old as its bars, whatever the clock says.</param>
public sealed record ReceivedExecution(
    string Symbol,
    string Status,
    OrderSide? Side,
    decimal? Quantity,
    decimal? Price,
    decimal? StopLoss,
    string? PlanId,
    bool Closes,
    long? MadeMs,
    bool IsRecorded) : IWireRecord<ReceivedExecution>
{
    /// <summary>The status of an entry that tells a price and no order.</summary>
    public const string PriceUpdate = "PRICE_UPDATE";

    private const string Filled = "FILLED";
    private const string Partial = "PARTIAL";

    public bool IsFill => Status is Filled or Partial;

    public void Write(WireWriter writer) => throw new NotSupportedException("a received execution is only read");

    public static ReceivedExecution Read(WireReader entry)
    {
        var reader = IntentPayload.Open(entry);
        var status = reader.Text("status");
        var isFill = status is Filled or Partial;
        return new ReceivedExecution(
            ReadSymbol(reader), status,
            isFill ? reader.OneOf<OrderSide>("side", WireNames.Of) : null,
            isFill ? Positive(reader, "qty", reader.Decimal("qty")) : null,
            isFill || status == PriceUpdate ? Positive(reader, "price", reader.Decimal("price")) : null,
            isFill ? Positive(reader, "stop_loss", reader.OptionalDecimal("stop_loss")) : null,
            reader.OptionalText("plan_id"), reader.OptionalDecimal("realized_pnl") is not null,
            reader.OptionalText("timestamp") is null && reader.OptionalText("ts_ms") is null ? null : IntentPayload.ReadTime(reader),
            reader.OptionalText("source") == WireNames.Of(Provenance.Replay));
    }

    // It becomes part of keys and a label of metrics, and anybody may write here.
    private static string ReadSymbol(WireReader reader) =>
        reader.Text("symbol") is var text && SymbolName.IsValid(text) ? text : throw reader.Fail("symbol", text, "must be " + SymbolName.Rule);

    private static decimal? Positive(WireReader reader, string name, decimal? number) =>
        number <= 0 ? throw reader.Fail(name, reader.Text(name), "must be above 0") : number;
}
