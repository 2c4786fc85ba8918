namespace QuantumTrader.Domain.Positions;

/// <summary>How stop prices compare. A stop of a long lies below the market, that of a short above it.</summary>
public static class StopPrices
{
    /// <summary>A price beyond it is no price; a decimal could not hold the largest doubles.</summary>
    public const double Highest = 1e15;

    /// <summary>Nearer to the market, so that it ends the position sooner.</summary>
    public static bool IsTighter(decimal stop, decimal than, PositionSide side) => side == PositionSide.Long ? stop > than : stop < than;

    /// <summary>The market is at the stop or beyond it.</summary>
    public static bool IsReached(decimal stop, decimal market, PositionSide side) => side == PositionSide.Long ? market <= stop : market >= stop;

    /// <param name="distance">Fraction of the price, 0 or more.</param>
    public static decimal At(decimal price, decimal distance, PositionSide side) =>
        price * (side == PositionSide.Long ? 1 - distance : 1 + distance);
}
