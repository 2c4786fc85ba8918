using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>A fill worked out and not yet booked: how much of it closes, how much opens, and at what cost.</summary>
/// <param name="Closed">Base currency taken off the position that the order closes.</param>
/// <param name="Opened">Base currency added to the position that the order opens.</param>
/// <param name="IsCut">Less than the order wants: the liquidity does not reach.</param>
/// <param name="Slippage">Loss against the reference price, quote currency.</param>
internal readonly record struct PaperFill(
    OrderEffect Effect, decimal Closed, decimal Opened, decimal Reference, decimal Price, decimal Fee, decimal Slippage, bool IsCut)
{
    public decimal Quantity => Closed + Opened;

    /// <summary>
    /// Null when nothing can be filled: an order that only closes and no position, or no liquidity. An order that only closes is never larger than
    /// the position.
    /// </summary>
    public static PaperFill? Of(OrderRequest request, PaperMarket market, decimal reference, PaperFees fees)
    {
        var effect = OrderEffect.Of(request);
        var closable = market.PositionOf(effect.Closes)?.Quantity ?? 0;
        if (effect.IsCloseOnly && closable == 0)
            return null;

        var price = fees.FillPrice(request.Side, reference, market.Rules);
        var asked = request.Quantity ?? closable;
        var wanted = effect.IsCloseOnly ? Math.Min(asked, closable) : asked;
        var filled = request.Type == OrderType.Market ? Math.Min(wanted, fees.Liquidity(price, market.Rules)) : wanted;
        if (filled == 0)
            return null;
        var closed = Math.Min(filled, closable);
        var opened = filled - closed;
        var slippage = (closed + opened) * (request.Side == OrderSide.Buy ? price - reference : reference - price);
        return new(effect, closed, opened, reference, price, fees.Fee(closed + opened, price), slippage, filled < wanted);
    }
}
