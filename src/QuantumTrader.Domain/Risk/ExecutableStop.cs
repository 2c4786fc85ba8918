using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Risk;

/// <summary>
/// Makes a proposed stop one that a venue would accept: a trailing stop can lie on the wrong side of the price after a fast move back, and
/// would trigger at once. Contract section 2, what the stage does after the kernel.
/// </summary>
public static class ExecutableStop
{
    /// <param name="minDistancePct">Least distance of the stop from the price, fraction above 0.</param>
    public static RiskProposal Clamp(RiskProposal proposal, PositionSnapshot position, double minDistancePct)
    {
        var reasons = new List<RiskReason>(proposal.Reasons);
        var stop = proposal.ProposedSl;
        if (position.Side == PositionSide.Long)
        {
            var nearest = position.CurrentPrice * (1.0 - minDistancePct);
            if (stop > nearest)
                stop = Math.Max(nearest, position.CurrentSl ?? nearest);
        }
        else
        {
            var nearest = position.CurrentPrice * (1.0 + minDistancePct);
            if (stop < nearest)
                stop = Math.Min(nearest, position.CurrentSl ?? nearest);
        }

        if (stop != proposal.ProposedSl)
            reasons.Add(RiskReason.SlClamped);
        if (Distance(proposal.ProposedTp, position, towardsProfit: true) < Distance(stop, position, towardsProfit: false))
            reasons.Add(RiskReason.TpInsideSl);
        return proposal with { ProposedSl = stop, Reasons = reasons };
    }

    // Signed: a level on the wrong side of the price has a negative distance.
    private static double Distance(double level, PositionSnapshot position, bool towardsProfit) =>
        towardsProfit == (position.Side == PositionSide.Long) ? level - position.CurrentPrice : position.CurrentPrice - level;
}
