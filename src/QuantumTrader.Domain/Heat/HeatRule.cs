using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Domain.Heat;

/// <summary>P2.6: how hot a portfolio is, and what becomes of a proposed action in it. Pure. Contract section 4.</summary>
/// <param name="HeatMin">Below it the portfolio is cold.</param>
/// <param name="HeatMax">From here on it is hot.</param>
/// <param name="KillOverride">A proposal with a kill score this high is never weakened.</param>
/// <param name="SigmaHorizonBars">Bars ahead that volatility is meant for, 1 or more.</param>
public sealed record HeatRule(HeatPolicy Policy, double HeatMin, double HeatMax, double KillOverride, double SigmaHorizonBars)
{
    public const double DefaultHeatMin = 0.25;
    public const double DefaultHeatMax = 0.65;
    public const double DefaultKillOverride = 0.8;
    public const double DefaultHoldKillMax = 0.30;

    public static HeatRule Standard(HeatPolicy policy) => new(policy, DefaultHeatMin, DefaultHeatMax, DefaultKillOverride, SigmaHorizonBars: 1);

    /// <param name="equity">Quote currency, above 0.</param>
    /// <exception cref="KernelInputException">Equity or a volatility is not above 0, or a number is not finite: the heat is not known, and never 0 for that.</exception>
    public HeatReading Measure(double equity, IReadOnlyList<HeatPosition> positions)
    {
        KernelInputException.RequirePositive("equity_usd", equity);
        var atStake = 0.0;
        foreach (var position in positions)
        {
            KernelInputException.RequireFinite($"notional_usd of {position.Symbol}", position.Notional);
            KernelInputException.RequirePositive($"sigma of {position.Symbol}", position.Sigma);
            atStake += Math.Abs(position.Notional) * position.Sigma;
        }

        var heat = atStake * Math.Sqrt(SigmaHorizonBars) / equity;
        KernelInputException.RequireFinite("heat", heat);
        return new HeatReading(heat, heat < HeatMin ? HeatBucket.Cold : heat < HeatMax ? HeatBucket.Warm : HeatBucket.Hot);
    }

    /// <returns>Null: no policy knows the action, and it is refused.</returns>
    /// <exception cref="KernelInputException">The kill score is not finite.</exception>
    public HeatDecision? Decide(HeatBucket bucket, HarvestAction action, double killScore)
    {
        KernelInputException.RequireFinite("kill_score", killScore);
        if (action == HarvestAction.UpdateSl)
            return new HeatDecision(action, HeatReason.StopUnchanged);
        if (action.CloseShare() is null)
            return null;
        var becomes = Policy.Of(bucket, action, killScore);
        return becomes != action && killScore >= KillOverride
            ? new HeatDecision(action, HeatReason.KillOverride)
            : new HeatDecision(becomes, HeatPolicy.Reason(bucket, action, becomes));
    }
}
