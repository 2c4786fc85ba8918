using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution.Orders;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution.Telling;

/// <summary>Turns the end of an order into the record of contract section 6.4. Pure.</summary>
internal static class Executions
{
    private const long MillisecondsPerSecond = 1000;

    /// <summary>Null when there is nothing to tell: the order goes on, or a stop has ended without doing anything.</summary>
    /// <param name="account">The venue's account after what happened.</param>
    public static ExecutionResultRecord? Of(OrderReport order, VenueAccount account, string? planId, Provenance source)
    {
        if (!order.HasEnded())
            return null;
        var request = order.Request;
        if (request.Type == OrderType.StopMarket && order.FilledQuantity == 0 && order.Status != OrderStatus.Rejected)
            return null;
        var closes = request.OnlyReduces();
        var position = account.Positions.FirstOrDefault(one => one.Symbol == request.Symbol && (OrderSides.ToClose(one.Side) == request.Side) == closes);
        var quantity = order.FilledQuantity > 0 ? order.FilledQuantity : request.Quantity ?? 0;
        return new ExecutionResultRecord(
            request.Symbol, request.Side, quantity, order.AveragePrice ?? request.StopPrice, StatusOf(order),
            order.OrderId.Length > 0 ? order.OrderId : null, request.ClientOrderId, planId, EntryPriceOf(order, closes, position),
            position is null ? null : RestingStops.PriceFor(account, position), TakeProfit: null, order.Fee,
            closes && order.FilledQuantity > 0 ? order.RealizedPnl : null, source, order.UpdatedMs / MillisecondsPerSecond);
    }

    private static string StatusOf(OrderReport order) => order.Status switch
    {
        OrderStatus.Filled => "FILLED",
        OrderStatus.Rejected => "REJECTED",
        _ => order.FilledQuantity > 0 ? "PARTIAL" : "CANCELED",
    };

    // The position that a close ended is gone from the account; what it earned tells where it began.
    private static decimal? EntryPriceOf(OrderReport order, bool closes, VenuePosition? position)
    {
        if (order.AveragePrice is not { } price || !closes)
            return position?.EntryPrice ?? order.AveragePrice;
        var gain = order.RealizedPnl / order.FilledQuantity;
        return order.Request.Side == OrderSide.Sell ? price - gain : price + gain;
    }
}
