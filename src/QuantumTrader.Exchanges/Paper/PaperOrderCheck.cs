using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>Whether an order may enter the book; margin apart, which is judged with the fill.</summary>
internal static class PaperOrderCheck
{
    /// <summary>Longest client order id, as Binance has it.</summary>
    public const int MaxClientOrderIdLength = 36;

    public static OrderRejection? Check(OrderRequest request, PaperMarket market, bool hedgeMode) =>
        Shape(request)
        ?? Position(request, market, hedgeMode)
        ?? Stop(request, market)
        ?? Quantity(request, market);

    // What is wrong whatever the market is.
    private static OrderRejection? Shape(OrderRequest request)
    {
        var isStop = request.Type == OrderType.StopMarket;
        if (isStop && request.StopPrice is null)
            return OrderRejection.StopPriceMissing;
        if (!isStop && (request.StopPrice is not null || request.ClosePosition))
            return OrderRejection.ContradictoryRequest;
        if (request.ClosePosition)
            return request.Quantity is not null || request.ReduceOnly ? OrderRejection.ContradictoryRequest : null;
        return request.Quantity is null ? OrderRejection.QuantityMissing : null;
    }

    private static OrderRejection? Position(OrderRequest request, PaperMarket market, bool hedgeMode)
    {
        if (hedgeMode != request.PositionSide.HasValue)
            return OrderRejection.PositionSideMismatch;
        var effect = OrderEffect.Of(request);
        if (!effect.IsCloseOnly)
            return request.ReduceOnly || request.ClosePosition ? OrderRejection.PositionSideMismatch : null;
        if (market.PositionOf(effect.Closes) is not null)
            return null;
        return request.ClosePosition ? OrderRejection.ClosePositionWithoutPosition : OrderRejection.ReduceOnlyWithoutPosition;
    }

    private static OrderRejection? Stop(OrderRequest request, PaperMarket market)
    {
        if (request.StopPrice is not { } stop)
            return null;
        if (stop <= 0 || !market.Rules.IsOnTick(stop))
            return OrderRejection.PriceOffTick;
        var isReached = request.Side == OrderSide.Sell ? market.Mark <= stop : market.Mark >= stop;
        return isReached ? OrderRejection.StopWouldTriggerAtOnce : null;
    }

    private static OrderRejection? Quantity(OrderRequest request, PaperMarket market)
    {
        if (request.Quantity is not { } quantity)
            return null;
        if (quantity <= 0 || quantity < market.Rules.MinQuantity)
            return OrderRejection.QuantityBelowMinimum;
        if (!market.Rules.IsOnStep(quantity))
            return OrderRejection.QuantityOffStep;
        var notional = quantity * (request.StopPrice ?? market.Mark);
        return !OrderEffect.Of(request).IsCloseOnly && notional < market.Rules.MinNotional ? OrderRejection.NotionalBelowMinimum : null;
    }
}
