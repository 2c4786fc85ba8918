using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Harvest;

/// <summary>The harvest kernel (P2): partial exits by R, profit lock, and full close by kill score. Contract section 3.</summary>
public static class HarvestKernel
{
    private const double BasisPoint = 10_000.0;

    // Keeps R defined for a position whose entry price is 0.
    private const double MinRiskUnit = 1e-9;

    // A component is named as a reason for the full close when it exceeds this.
    private const double NameSigmaSpikeAbove = 0.5;
    private const double NameTsDropAbove = 0.2;
    private const double NameAgePenaltyAbove = 0.5;

    /// <param name="stopDistPct">Stop distance of the risk proposal, fraction of the entry; null or 0: the fallback of theta.</param>
    /// <exception cref="KernelInputException">An input is not usable, or the inputs lie too far apart for a finite result.</exception>
    public static HarvestProposal Propose(
        PositionSnapshot position, MarketConditions market, double? stopDistPct, HarvestTheta theta)
    {
        position.EnsureUsable(mayLackEntry: true);
        market.EnsureUsable();
        theta.EnsureUsable();
        if (stopDistPct is { } given)
            KernelInputException.RequireFinite("stop_dist_pct", given);

        var reasons = new List<HarvestReason>(6);
        var distance = stopDistPct is { } measured && measured != 0 ? measured : theta.FallbackStopPct;
        var riskUnit = Math.Max(position.EntryPrice * distance, MinRiskUnit);
        var costEst = theta.CostBps / BasisPoint * position.EntryPrice;
        var rNet = ((position.UnrealizedPnl / position.Quantity) - costEst) / riskUnit;

        var action = Rung(rNet, theta, reasons);
        var newSl = ProfitLock(position, rNet, theta);
        if (newSl is not null)
            reasons.Add(HarvestReason.ProfitLock);

        var kill = KillScore.Of(market, position.AgeSec, theta);
        if (kill.Value >= theta.KillThreshold)
        {
            action = HarvestAction.FullCloseProposed;
            NameKill(kill, reasons);
        }

        foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[
            ("risk_unit", riskUnit), ("cost_est", costEst), ("R_net", rNet), ("new_sl_proposed", newSl ?? 0), ("kill_score", kill.Value)])
        {
            KernelInputException.RequireFinite(name, value);
        }

        return new HarvestProposal(action, newSl, rNet, riskUnit, costEst, kill, reasons);
    }

    private static HarvestAction Rung(double rNet, HarvestTheta theta, List<HarvestReason> reasons)
    {
        if (rNet >= theta.T3R)
        {
            reasons.Add(HarvestReason.HarvestPartial75);
            return HarvestAction.Partial75;
        }

        if (rNet >= theta.T2R)
        {
            reasons.Add(HarvestReason.HarvestPartial50);
            return HarvestAction.Partial50;
        }

        if (rNet >= theta.T1R)
        {
            reasons.Add(HarvestReason.HarvestPartial25);
            return HarvestAction.Partial25;
        }

        return HarvestAction.None;
    }

    private static double? ProfitLock(PositionSnapshot position, double rNet, HarvestTheta theta)
    {
        if (rNet < theta.LockR)
            return null;
        var isLong = position.Side == PositionSide.Long;
        var level = position.EntryPrice * (isLong ? 1 + theta.BePlusPct : 1 - theta.BePlusPct);
        if (position.CurrentSl is not { } inForce)
            return level;
        var tightens = isLong ? level > inForce : level < inForce;
        return tightens ? level : null;
    }

    private static void NameKill(KillScore kill, List<HarvestReason> reasons)
    {
        reasons.Add(HarvestReason.KillScoreTriggered);
        if (kill.RegimeFlip > 0)
            reasons.Add(HarvestReason.RegimeFlip);
        if (kill.SigmaSpike > NameSigmaSpikeAbove)
            reasons.Add(HarvestReason.SigmaSpike);
        if (kill.TsDrop > NameTsDropAbove)
            reasons.Add(HarvestReason.TsDrop);
        if (kill.AgePenalty > NameAgePenaltyAbove)
            reasons.Add(HarvestReason.AgePenalty);
    }
}
