namespace QuantumTrader.Domain.Ladder;

/// <summary>
/// The dynamic ladder: a tight stop calls for larger slices, a wide one for smaller. Contract section 10: an entry risk below 1 % of the entry price scales the shares by 1.4, one above
/// 2.5 % by 0.6; a share so scaled is kept within 0.1 to 0.5. Shares that would then exceed the whole are cut from the highest rung down.
/// </summary>
internal static class DynamicShares
{
    private const decimal TightRisk = 0.01m;
    private const decimal WideRisk = 0.025m;
    private const decimal MoreFactor = 1.4m;
    private const decimal LessFactor = 0.6m;
    private const decimal Least = 0.1m;
    private const decimal Most = 0.5m;

    /// <returns>The share of each rung, 0 to 1, and why it differs from the ladder's own; null when it does not.</returns>
    public static (IReadOnlyList<decimal> Shares, LadderReason? Why) Of(LadderSettings settings, LadderPosition position)
    {
        var own = settings.Ladder.Rungs.Select(rung => rung.CloseRatio);
        var risk = position.EntryRisk.PerUnit / position.EntryPrice;
        if (!settings.DynamicLadder || risk is >= TightRisk and <= WideRisk)
            return ([.. own], null);
        var left = 1m;
        var shares = new List<decimal>();
        foreach (var share in own)
        {
            shares.Add(Math.Min(left, Math.Clamp(share * (risk < TightRisk ? MoreFactor : LessFactor), Least, Most)));
            left -= shares[^1];
        }

        return (shares, risk < TightRisk ? LadderReason.SharesScaledUp : LadderReason.SharesScaledDown);
    }
}
