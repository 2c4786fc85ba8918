namespace QuantumTrader.Domain.Ladder;

/// <summary>What the rungs that are reached close, and the position that remembers it.</summary>
internal static class RungCloses
{
    public static (LadderPosition Next, List<LadderStep> Steps) Of(LadderPosition position, decimal price, decimal r, LadderSettings settings)
    {
        var steps = new List<LadderStep>();
        var (shares, scaled) = DynamicShares.Of(settings, position);
        for (var i = 0; i < shares.Count && settings.Ladder.Rungs[i].AtR <= r; i++)
        {
            var atR = settings.Ladder.Rungs[i].AtR;
            var (slice, reasons) = Slice(ref position, atR, shares[i], price, settings);
            if (slice <= 0)
                continue;
            if (scaled is { } why && reasons[0] == LadderReason.RungReached)
                reasons.Add(why);
            if (position.EntryRisk.IsAssumed)
                reasons.Add(LadderReason.EntryRiskAssumed);
            steps.Add(new LadderStep(new LadderAct(LadderIntent.HarvestPartial, atR, slice, NewStop: null, r, reasons), position));
        }

        return (position, steps);
    }

    private static (decimal Slice, List<LadderReason> Reasons) Slice(
        ref LadderPosition position, decimal atR, decimal share, decimal price, LadderSettings settings)
    {
        var taken = position.TakenAt(atR);
        var own = taken?.Missing ?? (share * position.OriginalQuantity);
        var free = settings.Rules.FloorQuantity(position.Free);
        if (own <= 0 || free <= 0)
            return (0, []);

        var due = own + position.Rolled;
        var slice = settings.Rules.FloorQuantity(Math.Min(due, free));
        List<LadderReason> reasons = [taken is null ? LadderReason.RungReached : LadderReason.RungCompleted];
        if (position.Rolled > 0)
            reasons.Add(LadderReason.SmallSliceTakenAlong);
        if (due > position.Free)
            reasons.Add(LadderReason.LoweredToPosition);
        var asked = taken ?? RungProgress.Over(atR);
        if (settings.Rules.IsBelowMinimum(slice, price))
        {
            if (!settings.Rules.IsBelowMinimum(free - slice, price))
            {
                position = position.With(asked with { Target = asked.Asked }) with { Rolled = due };
                return (0, []);
            }

            slice = free;
            reasons.Add(LadderReason.RestTooSmall);
        }

        position = position.With(asked with { Target = asked.Asked + slice, Asked = asked.Asked + slice }) with { Rolled = 0 };
        return (slice, reasons);
    }
}
