using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>An order's outcome on <see cref="Keys.ExecutionResults"/>. Contract section 6.4.</summary>
/// <param name="Quantity">Filled, base currency; what was asked for when nothing was.</param>
/// <param name="Price">Average fill price; the stop price of a stop; null when neither is known.</param>
/// <param name="PlanId">Null for an entry, a stop of execution's own, or an order of somebody else.</param>
/// <param name="EntryPrice">Of the position that it opened or closed.</param>
/// <param name="StopLoss">The stop that rests for it.</param>
/// <param name="RealizedPnl">Before fees; null when the order opened or added.</param>
/// <param name="Timestamp">Unix seconds.</param>
public sealed record ExecutionResultRecord(
    string Symbol,
    OrderSide Side,
    decimal Quantity,
    decimal? Price,
    string Status,
    string? OrderId,
    string? ClientOrderId,
    string? PlanId,
    decimal? EntryPrice,
    decimal? StopLoss,
    decimal? TakeProfit,
    decimal? Fee,
    decimal? RealizedPnl,
    Provenance Source,
    long Timestamp) : IWireRecord<ExecutionResultRecord>
{
    public bool IsFilled => Status is "FILLED" or "PARTIAL";

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Text("side", WireNames.Of(Side))
        .Number("qty", Quantity)
        .Number("price", Price)
        .Text("status", Status)
        .Text("order_id", OrderId)
        .Text("client_order_id", ClientOrderId)
        .Text("plan_id", PlanId)
        .Number("entry_price", EntryPrice)
        .Number("stop_loss", StopLoss)
        .Number("take_profit", TakeProfit)
        .Number("fee", Fee)
        .Number("realized_pnl", RealizedPnl)
        .Source(Source)
        .Integer("timestamp", Timestamp);

    public static ExecutionResultRecord Read(WireReader reader) => new(
        reader.Text("symbol"), reader.OneOf<OrderSide>("side", WireNames.Of), reader.Decimal("qty"), reader.OptionalDecimal("price"),
        reader.Text("status"), reader.OptionalText("order_id"), reader.OptionalText("client_order_id"), reader.OptionalText("plan_id"),
        reader.OptionalDecimal("entry_price"), reader.OptionalDecimal("stop_loss"), reader.OptionalDecimal("take_profit"),
        reader.OptionalDecimal("fee"), reader.OptionalDecimal("realized_pnl"), reader.Source(), reader.Integer("timestamp"));
}
