using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Harvest;

/// <summary>How far the edge of a position has collapsed: 0.5 (not at all) to about 0.93, with its unweighted components.</summary>
public readonly record struct KillScore(double Value, double RegimeFlip, double SigmaSpike, double TsDrop, double AgePenalty)
{
    // Beyond this share of mean reversion and chop together, a weak trend counts as a regime flip.
    private const double FlipMinOther = 0.5;

    public static KillScore Of(MarketConditions market, double ageSec, HarvestTheta theta)
    {
        var regimes = market.Regimes;
        var flip = regimes.Trend < theta.TrendMin && regimes.Chop + regimes.MeanReversion > FlipMinOther ? 1.0 : 0.0;
        var spike = Bound((market.Sigma / theta.SigmaRef) - 1.0, theta.SigmaSpikeCap);
        var drop = Bound(theta.TsRef - market.TrendStrength, theta.TsDropCap);
        var age = Bound(ageSec / theta.MaxAgeSec, 1.0);
        var z = (theta.KRegimeFlip * flip) + (theta.KSigmaSpike * spike) + (theta.KTsDrop * drop) + (theta.KAgePenalty * age);
        return new KillScore(1.0 / (1.0 + Math.Exp(-z)), flip, spike, drop, age);
    }

    private static double Bound(double value, double cap) => Math.Max(0.0, Math.Min(value, cap));
}
