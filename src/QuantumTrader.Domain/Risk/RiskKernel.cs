using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Risk;

/// <summary>The risk kernel (P1.5): stop, target and trailing stop of a position from volatility and regime. Contract section 2.</summary>
public static class RiskKernel
{
    // A trend has to be likely and strong before it may move the target away.
    private const double ExtensionMinTrendProbability = 0.3;
    private const double ExtensionMinTrendStrength = 0.1;

    private static readonly Regime[] UsualTieOrder = [Regime.Trend, Regime.MeanReversion, Regime.Chop];

    /// <param name="tieOrder">Which regime names the market when two are equally likely: the earlier one. Empty: trend, mr, chop.</param>
    /// <exception cref="KernelInputException">An input is not usable, or the inputs lie too far apart for a finite result.</exception>
    public static RiskProposal Propose(
        MarketConditions market, PositionSnapshot position, RiskTheta theta, ReadOnlySpan<Regime> tieOrder = default)
    {
        market.EnsureUsable();
        position.EnsureUsable();

        var regimes = market.Regimes;
        var stopDist = Math.Max(theta.SlMinPct, theta.KSl.Mix(regimes) * market.Sigma);
        var trailGap = Math.Max(theta.SlMinPct, theta.KTrail.Mix(regimes) * market.Sigma);
        var factor = TpExtensionFactor(market, theta);
        var tpDist = Math.Max(theta.TpMinPct, theta.KTp.Mix(regimes) * market.Sigma * factor);

        var isLong = position.Side == PositionSide.Long;
        var rawSl = position.CurrentPrice * (isLong ? 1.0 - stopDist : 1.0 + stopDist);
        var rawTp = position.CurrentPrice * (isLong ? 1.0 + tpDist : 1.0 - tpDist);
        var trailSl = isLong ? position.PeakPrice * (1.0 - trailGap) : position.TroughPrice * (1.0 + trailGap);

        foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[
            ("stop_dist_pct", stopDist), ("trail_gap_pct", trailGap), ("tp_dist_pct", tpDist),
            ("raw_sl", rawSl), ("raw_tp", rawTp), ("trail_sl", trailSl)])
        {
            KernelInputException.RequireFinite(name, value);
        }

        var reasons = new List<RiskReason>(4);
        var sl = isLong ? Math.Max(rawSl, trailSl) : Math.Min(rawSl, trailSl);
        if (IsTighter(trailSl, rawSl, position.Side, theta.Eps))
            reasons.Add(RiskReason.TrailActive);
        sl = KeepTighter(sl, position, theta, reasons);

        reasons.Add(Name(regimes.DominantIn(tieOrder.IsEmpty ? UsualTieOrder : tieOrder)));
        if (factor > 1.0 + theta.Eps)
            reasons.Add(RiskReason.TpExtended);

        return new RiskProposal(sl, rawTp, stopDist, tpDist, trailGap, factor, rawSl, rawTp, trailSl, reasons);
    }

    private static double TpExtensionFactor(MarketConditions market, RiskTheta theta)
    {
        if (market.Regimes.Trend <= ExtensionMinTrendProbability || market.TrendStrength <= ExtensionMinTrendStrength)
            return 1.0;
        var strength = Math.Clamp(market.TrendStrength, 0.0, 1.0);
        return 1.0 + Math.Min(theta.TpExtendGain * strength * market.Regimes.Trend, theta.TpExtendMax);
    }

    private static double KeepTighter(double sl, PositionSnapshot position, RiskTheta theta, List<RiskReason> reasons)
    {
        if (!theta.MonotonicSl || position.CurrentSl is not { } inForce)
            return sl;
        if (IsTighter(inForce, sl, position.Side, theta.Eps))
        {
            reasons.Add(RiskReason.SlTightenedMonotonic);
            return inForce;
        }

        if (IsTighter(sl, inForce, position.Side, theta.Eps))
            reasons.Add(RiskReason.SlTightening);
        return sl;
    }

    private static bool IsTighter(double stop, double than, PositionSide side, double eps) =>
        side == PositionSide.Long ? stop > than + eps : stop < than - eps;

    private static RiskReason Name(Regime regime) => regime switch
    {
        Regime.Trend => RiskReason.RegimeTrend,
        Regime.MeanReversion => RiskReason.RegimeMr,
        _ => RiskReason.RegimeChop,
    };
}
