using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>What the venue said, on <see cref="Keys.VenueEvents"/>. Contract section 5. Fields that a kind does not have are empty.</summary>
/// <param name="Price">Fill price, or mark price of an account event, quote currency.</param>
/// <param name="StopPrice">Trigger of a stop order.</param>
/// <param name="Reason">Why an order was rejected.</param>
/// <param name="PlanId">The plan or intent that the order carries out; null for an entry, a stop of its own, or an order of somebody else.</param>
/// <param name="TimeMs">Venue time, Unix milliseconds.</param>
public sealed record VenueEventRecord(
    VenueEventKind Kind,
    string Symbol,
    string? OrderId,
    string? ClientOrderId,
    string? TradeId,
    OrderSide? Side,
    OrderType? Type,
    OrderStatus? Status,
    decimal? Quantity,
    decimal? Price,
    decimal? StopPrice,
    decimal? Fee,
    decimal? RealizedPnl,
    string? Reason,
    long TimeMs,
    Provenance Source,
    string? PlanId = null) : IWireRecord<VenueEventRecord>
{
    public static VenueEventRecord Account(string symbol, decimal? markPrice, long timeMs, Provenance source) => new(
        VenueEventKind.Account, symbol, null, null, null, null, null, null, null, markPrice, null, null, null, null, timeMs, source);

    public void Write(WireWriter writer) => writer
        .Text("kind", Name(Kind))
        .Text("symbol", Symbol)
        .Text("order_id", OrderId)
        .Text("client_order_id", ClientOrderId)
        .Text("trade_id", TradeId)
        .Text("side", Side is { } side ? WireNames.Of(side) : null)
        .Text("type", Type is { } type ? WireNames.Of(type) : null)
        .Text("status", Status is { } status ? WireNames.Of(status) : null)
        .Number("qty", Quantity)
        .Number("price", Price)
        .Number("stop_price", StopPrice)
        .Number("fee", Fee)
        .Number("realized_pnl", RealizedPnl)
        .Text("reason", Reason)
        .Integer("ts_ms", TimeMs)
        .Source(Source)
        .Text("plan_id", PlanId);

    public static VenueEventRecord Read(WireReader reader) => new(
        reader.OneOf<VenueEventKind>("kind", Name), reader.Text("symbol"), reader.OptionalText("order_id"), reader.OptionalText("client_order_id"),
        reader.OptionalText("trade_id"), Optional<OrderSide>(reader, "side", WireNames.Of), Optional<OrderType>(reader, "type", WireNames.Of),
        Optional<OrderStatus>(reader, "status", WireNames.Of), reader.OptionalDecimal("qty"), reader.OptionalDecimal("price"),
        reader.OptionalDecimal("stop_price"), reader.OptionalDecimal("fee"), reader.OptionalDecimal("realized_pnl"), reader.OptionalText("reason"),
        reader.Integer("ts_ms"), reader.Source(), reader.OptionalText("plan_id"));

    private static TEnum? Optional<TEnum>(WireReader reader, string field, Func<TEnum, string> name)
        where TEnum : struct, Enum => reader.OptionalText(field) is null ? null : reader.OneOf(field, name);

    private static string Name(VenueEventKind kind) => kind switch
    {
        VenueEventKind.Order => "order",
        VenueEventKind.Fill => "fill",
        VenueEventKind.Account => "account",
        _ => "margin_call",
    };
}
