using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>An order's outcome on <see cref="Keys.ExecutionResults"/>. Contract section 6.4.</summary>
/// <param name="RealizedPnl">Null or 0 when the order opened or added.</param>
/// <param name="Timestamp">Unix seconds.</param>
public sealed record ExecutionResultRecord(
    string Symbol,
    OrderSide Side,
    decimal Quantity,
    decimal Price,
    string Status,
    decimal? EntryPrice,
    decimal? StopLoss,
    decimal? TakeProfit,
    decimal? RealizedPnl,
    long Timestamp,
    Provenance Source) : IWireRecord<ExecutionResultRecord>
{
    public bool IsFilled => Status is "FILLED" or "PARTIAL";

    public void Write(WireWriter writer) => writer
        .Text("symbol", Symbol)
        .Text("side", WireNames.Of(Side))
        .Number("qty", Quantity)
        .Number("price", Price)
        .Text("status", Status)
        .Number("entry_price", EntryPrice)
        .Number("stop_loss", StopLoss)
        .Number("take_profit", TakeProfit)
        .Number("realized_pnl", RealizedPnl)
        .Integer("timestamp", Timestamp)
        .Source(Source);

    public static ExecutionResultRecord Read(WireReader reader) => new(
        reader.Text("symbol"), reader.OneOf<OrderSide>("side", WireNames.Of), reader.Decimal("qty"), reader.Decimal("price"), reader.Text("status"),
        reader.OptionalDecimal("entry_price"), reader.OptionalDecimal("stop_loss"), reader.OptionalDecimal("take_profit"),
        reader.OptionalDecimal("realized_pnl"), reader.Integer("timestamp"), reader.Source());
}
