using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Ladder;

/// <summary>
/// A position as the ladder sees it, complete: written out and read back it goes on where it stopped. Prices in quote currency, quantities in base currency.
/// </summary>
/// <param name="OpenedMs">Names the position within its symbol and side, Unix milliseconds.</param>
/// <param name="EntryPrice">Average of the fills that built it.</param>
/// <param name="Quantity">As it stands, above 0.</param>
/// <param name="OriginalQuantity">What the shares of rungs not yet taken are shares of: the quantity as opened, or as it stood after it was last added to.</param>
/// <param name="EntryStop">The stop that the entry came with: it measures R, and moving the stop later does not change it. Null: none is known.</param>
/// <param name="StopLoss">The stop in force; null: none is known.</param>
/// <param name="Rolled">Quantity of slices that were too small, for the next rung to take along.</param>
/// <param name="Taken">The rungs taken, ascending by trigger.</param>
public sealed record LadderPosition(
    PositionSide Side,
    long OpenedMs,
    decimal EntryPrice,
    decimal Quantity,
    decimal OriginalQuantity,
    decimal? EntryStop,
    decimal? StopLoss,
    decimal Rolled,
    IReadOnlyList<RungProgress> Taken)
{
    /// <summary>One R.</summary>
    public EntryRisk EntryRisk => EntryRisk.Of(Side, EntryPrice, EntryStop);

    /// <summary>What no rung has asked for yet.</summary>
    public decimal Free => Math.Max(0, Quantity - Taken.Sum(rung => rung.Outstanding));

    /// <summary>Null: the rung is not taken.</summary>
    public RungProgress? TakenAt(decimal atR) => Taken.FirstOrDefault(rung => rung.AtR == atR);

    /// <summary>The order of a rung has ended: what it did not fill is asked for again, once the price is there.</summary>
    public LadderPosition OrderEnded(decimal atR) => TakenAt(atR) is { } rung ? With(rung with { Asked = rung.Filled }) : this;

    /// <summary>
    /// The stop in force is another than thought: somebody moved it, or a move was refused. The first stop of a position that was opened without one also says what was at risk.
    /// </summary>
    public LadderPosition WithStop(decimal? stop) =>
        this with { StopLoss = stop, EntryStop = EntryStop ?? (stop is { } first && EntryRisk.Tells(Side, EntryPrice, first) ? first : null) };

    internal LadderPosition With(RungProgress changed) =>
        this with { Taken = [.. Taken.Where(rung => rung.AtR != changed.AtR).Append(changed).OrderBy(rung => rung.AtR)] };
}
