using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Ladder;

/// <summary>Where the stop goes: of break-even, locked profit and trailing the one that protects most, and only when it is tighter than the stop in force.</summary>
internal static class StopMoves
{
    private readonly record struct Level(LadderIntent Intent, decimal? RungAtR, decimal Stop, LadderReason Reason);

    /// <returns>Null: the stop stays.</returns>
    public static LadderAct? Of(LadderPosition position, decimal price, decimal? atr, decimal r, LadderSettings settings)
    {
        Level? best = null;
        var tightest = position.StopLoss;
        foreach (var level in Levels(position, price, atr, r, settings))
        {
            var stop = settings.Rules.RoundStop(level.Stop, position.Side);

            // A stop at the market or beyond it would end the position at once.
            if (stop <= 0 || StopPrices.IsReached(stop, price, position.Side) || (tightest is { } other && !StopPrices.IsTighter(stop, other, position.Side)))
                continue;
            (best, tightest) = (level, stop);
        }

        return best is { } move
            ? new LadderAct(
                move.Intent, move.RungAtR, position.Quantity, tightest, r, position.EntryRisk.IsAssumed ? [move.Reason, LadderReason.EntryRiskAssumed] : [move.Reason])
            : null;
    }

    private static IEnumerable<Level> Levels(LadderPosition position, decimal price, decimal? atr, decimal r, LadderSettings settings)
    {
        var risk = position.EntryRisk.PerUnit;
        var profit = position.Side == PositionSide.Long ? 1 : -1;
        if (r >= settings.SetBeAtR)
            yield return new Level(LadderIntent.MoveSlBreakeven, settings.SetBeAtR, position.EntryPrice, LadderReason.BreakevenAtR);
        foreach (var rung in settings.Ladder.Rungs.TakeWhile(rung => rung.AtR <= r))
        {
            switch (rung.Then)
            {
                case RungFollowUp.Breakeven:
                    yield return new Level(LadderIntent.MoveSlBreakeven, rung.AtR, position.EntryPrice, LadderReason.BreakevenAfterRung);
                    break;
                case RungFollowUp.LockR locked:
                    yield return new Level(LadderIntent.MoveSlTrail, rung.AtR, position.EntryPrice + (profit * locked.R * risk), LadderReason.ProfitLocked);
                    break;
                case RungFollowUp.TrailAtr trail:
                    yield return Trail(trail.Multiple);
                    break;
            }
        }

        if (settings.TrailAtrMult > 0)
            yield return Trail(settings.TrailAtrMult);

        Level Trail(decimal multiple) => new(
            LadderIntent.MoveSlTrail, RungAtR: null, price - (profit * multiple * (atr ?? risk)), atr is null ? LadderReason.TrailEntryRisk : LadderReason.TrailAtr);
    }
}
