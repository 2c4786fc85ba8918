using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Ladder;

/// <summary>Derives a position from fills. Contract section 10: the same side averages the entry, the other side reduces, beyond zero flips.</summary>
public static class PositionFills
{
    /// <param name="held">Null: no position.</param>
    /// <returns>Null: no position is left.</returns>
    /// <exception cref="KernelInputException">A quantity or price of the fill is not above 0.</exception>
    public static LadderPosition? Apply(LadderPosition? held, LadderFill fill)
    {
        fill.EnsureUsable();
        if (held is null || fill.Side == OrderSides.ToOpen(held.Side))
            return fill.OnlyReduces ? held : held is null ? Open(fill, fill.Quantity) : Add(held, fill);
        var left = held.Quantity - fill.Quantity;
        if (left == 0 || (left < 0 && fill.OnlyReduces))
            return null;
        return left < 0 ? Open(fill, -left) : Settle(held, fill) with { Quantity = left };
    }

    private static LadderPosition Open(LadderFill fill, decimal quantity) => new(
        fill.Side == OrderSide.Buy ? PositionSide.Long : PositionSide.Short, fill.AtMs, fill.Price, quantity, quantity, fill.StopLoss, fill.StopLoss, Rolled: 0, []);

    private static LadderPosition Add(LadderPosition held, LadderFill fill)
    {
        var quantity = held.Quantity + fill.Quantity;
        var entry = ((held.EntryPrice * held.Quantity) + (fill.Price * fill.Quantity)) / quantity;

        // A stop beyond the new average cannot lose and so measures nothing; the one before it still does.
        var measures = fill.StopLoss is { } given && EntryRisk.Tells(held.Side, entry, given);
        var isTighter = fill.StopLoss is { } stop && (held.StopLoss is not { } inForce || StopPrices.IsTighter(stop, inForce, held.Side));
        return held with
        {
            EntryPrice = entry,
            Quantity = quantity,
            OriginalQuantity = quantity,
            EntryStop = measures ? fill.StopLoss : held.EntryStop,
            StopLoss = isTighter ? fill.StopLoss : held.StopLoss,
        };
    }

    // A fill that names no rung answers what is outstanding, the lowest rung first: otherwise a suggestion that a person follows would be counted twice.
    private static LadderPosition Settle(LadderPosition held, LadderFill fill)
    {
        if (fill.RungAtR is { } atR)
            return held.With((held.TakenAt(atR) ?? RungProgress.Over(atR)).Fill(fill.Quantity));
        var left = fill.Quantity;
        foreach (var rung in held.Taken)
        {
            var settled = Math.Min(left, rung.Outstanding);
            if (settled <= 0)
                continue;
            held = held.With(rung.Fill(settled));
            left -= settled;
        }

        return held;
    }
}
