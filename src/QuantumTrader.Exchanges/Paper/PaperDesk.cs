using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>Carries fills and ends of orders into positions, money and events.</summary>
internal sealed class PaperDesk(PaperAccount account, PaperFees fees, PaperEvents events)
{
    /// <summary>
    /// Fills a resting order at the reference price plus slippage, whole or as far as the liquidity goes; or ends it when its position is gone or the
    /// margin does not suffice.
    /// </summary>
    public OrderReport Fill(PaperMarket market, OrderReport order, decimal reference, long timeMs)
    {
        if (PaperFill.Of(order.Request, market, reference, fees) is not { } fill)
            return End(market, order with { Status = OrderStatus.Expired, UpdatedMs = timeMs });

        // As on Binance, the margin of a stop is judged when it triggers.
        if (!account.Covers(fill))
        {
            var rejected = order with { Status = OrderStatus.Rejected, Rejection = OrderRejection.InsufficientMargin, UpdatedMs = timeMs };
            return End(market, rejected);
        }

        return Book(market, order, fill, timeMs);
    }

    /// <summary>Takes an order out of the book in the state it ended in, and tells so.</summary>
    public OrderReport End(PaperMarket market, OrderReport ended)
    {
        market.Orders.End(ended);
        events.Add(new VenueOrderEvent(market.Symbol, ended.UpdatedMs, ended));
        return ended;
    }

    private OrderReport Book(PaperMarket market, OrderReport order, PaperFill fill, long timeMs)
    {
        var realized = 0m;
        var closed = market.PositionOf(fill.Effect.Closes);
        if (closed is not null)
        {
            realized = closed.ProfitOf(fill.Closed, fill.Price);
            market.SetPosition(closed.Side, closed.Shrink(fill.Closed));
        }

        if (fill.Opened > 0 && fill.Effect.Opens is { } side)
            market.SetPosition(side, market.PositionOf(side)?.Grow(fill.Opened, fill.Price) ?? new(side, fill.Opened, fill.Price, timeMs));
        market.Book(realized, fill.Fee);
        account.Book(realized, fill.Fee);

        var filled = order with
        {
            Status = fill.IsCut ? OrderStatus.PartiallyFilled : OrderStatus.Filled,
            FilledQuantity = fill.Quantity,
            AveragePrice = fill.Price,
            Fee = fill.Fee,
            RealizedPnl = realized,
            UpdatedMs = timeMs,
        };
        var tradeId = $"{market.Symbol}-t{++market.LastTradeNumber}";
        events.Add(new VenueFillEvent(
            market.Symbol, timeMs, tradeId, filled, order.Request.Side, fill.Quantity, fill.Price, fill.Fee, realized));
        var ended = End(market, fill.IsCut ? filled with { Status = OrderStatus.Expired } : filled);
        if (closed is not null && market.PositionOf(closed.Side) is null)
            ExpireOrdersOf(market, closed.Side, timeMs);
        return ended;
    }

    // What could only close a position has nothing to do once it is gone, and must not touch the next one.
    private void ExpireOrdersOf(PaperMarket market, PositionSide side, long timeMs)
    {
        var orphans = market.Orders.Open
            .Where(order => OrderEffect.Of(order.Request) is { IsCloseOnly: true } effect && effect.Closes == side)
            .ToList();
        foreach (var order in orphans)
            End(market, order with { Status = OrderStatus.Expired, UpdatedMs = timeMs });
    }
}
