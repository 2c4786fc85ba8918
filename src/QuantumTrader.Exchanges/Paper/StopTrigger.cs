using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// Which resting stop a bar triggers next, and at what price before slippage. A bar does not tell its path, so the worst order of events is
/// taken: what the open is already beyond happens first, at the open; then the stops that protect the position, then the rest; among equals
/// the one nearest to the open, then the oldest.
/// </summary>
internal readonly record struct StopTrigger(OrderReport Order, decimal Price)
{
    /// <summary>
    /// Null when the bar triggers none of them. Asked again after each fill, since the fill may have changed what a stop protects.
    /// </summary>
    public static StopTrigger? Next(Bar bar, PaperMarket market)
    {
        StopTrigger? best = null;
        var bestRank = default((int Gap, int Protects, decimal Distance));
        foreach (var order in market.Orders.Open)
        {
            if (order.Request.StopPrice is not { } stop || PriceOf(bar, order.Request.Side, stop) is not { } price)
                continue;
            var isProtecting = market.PositionOf(OrderEffect.Of(order.Request).Closes) is not null;
            var rank = (price == bar.Open ? 0 : 1, isProtecting ? 0 : 1, Math.Abs(price - bar.Open));
            if (best is not null && rank.CompareTo(bestRank) >= 0)
                continue;
            best = new(order, price);
            bestRank = rank;
        }

        return best;
    }

    private static decimal? PriceOf(Bar bar, OrderSide side, decimal stop)
    {
        if (side == OrderSide.Sell)
            return bar.Open <= stop ? bar.Open : bar.Low <= stop ? stop : null;
        return bar.Open >= stop ? bar.Open : bar.High >= stop ? stop : null;
    }
}
