using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Execution.Stops;

/// <summary>Stops as they are sent: each closes the whole position, whatever it is by then, so that none needs to be resized. Pure.</summary>
internal static class StopOrders
{
    // As near to the market as a stop is placed when the price that was wanted has been passed: the nearest that a risk proposal may stand.
    private const decimal NearestDistance = 0.001m;

    /// <param name="stop">On the tick grid.</param>
    public static OrderRequest Close(string symbol, string clientOrderId, PositionSide side, decimal stop, bool hedge) => new(
        symbol, clientOrderId, OrderSides.ToClose(side), OrderType.StopMarket, Quantity: null, stop, ClosePosition: true,
        PositionSide: hedge ? side : null);

    /// <summary>The wanted price on the tick grid; next to the market when that has passed it.</summary>
    public static decimal PriceOf(decimal wanted, decimal mark, PositionSide side, InstrumentRules rules)
    {
        var stop = rules.RoundStop(wanted, side);
        if (stop > 0 && !StopPrices.IsReached(stop, mark, side))
            return stop;
        var near = StopPrices.At(mark, NearestDistance, side);
        var (onTick, tick) = side == PositionSide.Long ? (rules.FloorPrice(near), -rules.TickSize) : (rules.CeilingPrice(near), rules.TickSize);
        return StopPrices.IsReached(onTick, mark, side) ? onTick + tick : onTick;
    }
}
