using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>
/// What the venue's events say to people: closes that the system asked for, stops that were moved or hit, orders that were rejected. An order is told when it ends, once, with all of its
/// fills; that one stream tells of plans and intents alike.
/// </summary>
/// <remarks>Fills are summed in memory. After a restart between a fill and the end of its order what is not known is left out, never taken for zero.</remarks>
internal sealed class OrderNews
{
    // An order ends moments after its fills; more than this at work at the same time means that ends never came.
    private const int MostOrders = 1000;

    private readonly Dictionary<string, Fills> _fills = new(StringComparer.Ordinal);

    public Notification? Tell(VenueEventRecord happened)
    {
        if (happened.Kind == VenueEventKind.Fill)
            Sum(happened);
        if (happened is not { Kind: VenueEventKind.Order, Status: { } status, Type: { } type, Side: { } side })
            return null;
        if (status == OrderStatus.New)
            return type == OrderType.StopMarket && happened is { PlanId: not null, StopPrice: { } stop } ? Moved(happened, stop) : null;
        if (status == OrderStatus.PartiallyFilled)
            return null;
        _fills.Remove(OrderOf(happened), out var fills);
        if (status == OrderStatus.Rejected)
            return Rejected(happened, type, side);
        var quantity = fills?.Quantity ?? (status == OrderStatus.Filled ? happened.Quantity : null);
        if (status != OrderStatus.Filled && quantity is null)
            return null;
        return type == OrderType.StopMarket ? Closed(happened, NotificationKind.StopHit, "stop hit: closed", quantity, fills?.Profit)
            : happened.PlanId is not null ? Closed(happened, NotificationKind.HarvestExecuted, "closed", quantity, fills?.Profit)
            : null;
    }

    /// <summary>Names what became of an order: whoever tells it, it is the same.</summary>
    public static string IdOf(string symbol, string? order, OrderStatus status) => $"order:{symbol}:{order}:{WireNames.Of(status)}";

    private static string OrderOf(VenueEventRecord happened) => $"{happened.Symbol}:{happened.ClientOrderId ?? happened.OrderId}";

    private static string IdOf(VenueEventRecord happened) => IdOf(happened.Symbol, happened.ClientOrderId ?? happened.OrderId, happened.Status!.Value);

    // A crash of execution tells a fill twice: its trade id says so.
    private void Sum(VenueEventRecord fill)
    {
        if (fill.Quantity is not { } quantity)
            return;
        if (_fills.Count >= MostOrders)
            _fills.Clear();
        if (!_fills.TryGetValue(OrderOf(fill), out var fills))
            _fills[OrderOf(fill)] = fills = new Fills();
        if (!fills.Trades.Add(fill.TradeId ?? ""))
            return;
        fills.Quantity += quantity;
        fills.Profit = fill.RealizedPnl is { } profit ? (fills.Profit ?? 0) + profit : fills.Profit;
    }

    private static Notification Closed(VenueEventRecord order, NotificationKind kind, string what, decimal? quantity, decimal? profit)
    {
        var symbol = Words.Clean(order.Symbol);
        var (amount, price) = (quantity is { } closed ? " " + Words.Number(closed) : "", order.Price is { } at ? " at " + Words.Number(at) : "");
        return new Notification(kind, IdOf(order), symbol, $"{symbol}: {what}{amount}{price}{Words.Profit(profit)}", order.TimeMs)
        {
            Price = order.Price,
            Quantity = quantity,
            Profit = profit,
            PlanId = order.PlanId is null ? null : Words.Clean(order.PlanId),
        };
    }

    private static Notification Moved(VenueEventRecord order, decimal stop)
    {
        var symbol = Words.Clean(order.Symbol);
        return new Notification(NotificationKind.StopMoved, IdOf(order), symbol, $"{symbol}: stop moved to {Words.Number(stop)}", order.TimeMs)
        {
            Price = stop,
            PlanId = Words.Clean(order.PlanId!),
        };
    }

    private static Notification Rejected(VenueEventRecord order, OrderType type, OrderSide side)
    {
        var stop = type == OrderType.StopMarket ? order.StopPrice is { } price ? $" stop at {Words.Number(price)}" : " stop" : "";
        var amount = order.Quantity is { } quantity ? " " + Words.Number(quantity) : "";
        return Wording.Rejection(
            IdOf(order), order.Symbol, $"{WireNames.Of(side)}{amount}{stop} rejected by the venue", Words.Clean(order.Reason ?? ""), order.Quantity, order.PlanId, order.TimeMs);
    }

    private sealed class Fills
    {
        public HashSet<string> Trades { get; } = new(StringComparer.Ordinal);

        public decimal Quantity { get; set; }

        public decimal? Profit { get; set; }
    }
}
