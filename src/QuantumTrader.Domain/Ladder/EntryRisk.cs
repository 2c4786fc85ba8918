using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Ladder;

/// <summary>One R: what a unit of a position stands to lose between its entry and the stop that it was opened with. Contract section 10.</summary>
/// <param name="PerUnit">Quote currency per unit of quantity, above 0.</param>
/// <param name="IsAssumed">No stop says what is at risk: a part of the entry price stands in for it.</param>
public readonly record struct EntryRisk(decimal PerUnit, bool IsAssumed)
{
    /// <summary>Part of the entry price that counts as the risk where no stop is known.</summary>
    public const decimal AssumedFraction = 0.02m;

    /// <param name="entryStop">Null, or at the entry or beyond it: a stop that cannot lose says nothing about the risk.</param>
    public static EntryRisk Of(PositionSide side, decimal entryPrice, decimal? entryStop) => entryStop is { } stop && Tells(side, entryPrice, stop)
        ? new EntryRisk(Math.Abs(entryPrice - stop), IsAssumed: false)
        : new EntryRisk(entryPrice * AssumedFraction, IsAssumed: true);

    /// <summary>Whether the stop lies where the position loses, so that its distance is a risk.</summary>
    public static bool Tells(PositionSide side, decimal entryPrice, decimal stop) => StopPrices.IsTighter(entryPrice, stop, side);

    /// <summary>(price - entry) / (entry - stop) of a long, (entry - price) / (stop - entry) of a short. No quantity is in it.</summary>
    /// <exception cref="OverflowException">The price lies more risks away than a decimal can count.</exception>
    public decimal RAt(decimal price, decimal entryPrice, PositionSide side) =>
        (side == PositionSide.Long ? price - entryPrice : entryPrice - price) / PerUnit;
}
