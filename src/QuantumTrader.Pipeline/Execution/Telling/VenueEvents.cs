using QuantumTrader.Domain;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Execution.Telling;

/// <summary>Venue events as they are published.</summary>
internal static class VenueEvents
{
    public static VenueEventRecord ToRecord(VenueEvent happened, Provenance source, string? planId) => happened switch
    {
        VenueFillEvent fill => new VenueEventRecord(
            VenueEventKind.Fill, fill.Symbol, fill.Order.OrderId, fill.Order.Request.ClientOrderId, fill.TradeId, fill.Side, fill.Order.Request.Type,
            fill.Order.Status, fill.Quantity, fill.Price, fill.Order.Request.StopPrice, fill.Fee, fill.RealizedPnl, null, fill.TimeMs, source, planId),
        VenueOrderEvent order => new VenueEventRecord(
            VenueEventKind.Order, order.Symbol, order.Order.OrderId, order.Order.Request.ClientOrderId, null, order.Order.Request.Side,
            order.Order.Request.Type, order.Order.Status, order.Order.Request.Quantity, order.Order.AveragePrice, order.Order.Request.StopPrice,
            null, null, order.Order.Rejection?.ToCode(), order.TimeMs, source, planId),
        _ => throw new ArgumentException($"{happened.GetType().Name} is not a known venue event", nameof(happened)),
    };
}
