namespace QuantumTrader.Domain.Harvest;

/// <summary>
/// What a policy may set. The kernel computes with any finite parameter; a policy steers open positions, and one that would measure R by a negative stop, or
/// close everything whatever its kill score, is refused.
/// </summary>
public static class HarvestPolicyRules
{
    // The kill score starts here: a threshold at or below it is always reached.
    private const double LowestKillScore = 0.5;

    /// <exception cref="KernelInputException">Names the first parameter that breaks its rule.</exception>
    public static void EnsureSafe(HarvestTheta theta)
    {
        theta.EnsureUsable();
        KernelInputException.RequirePositive("fallback_stop_pct", theta.FallbackStopPct);
        KernelInputException.RequirePositive("T1_R", theta.T1R);
        foreach (var (name, value) in new (string, double)[]
        {
            ("cost_bps", theta.CostBps), ("lock_R", theta.LockR), ("be_plus_pct", theta.BePlusPct), ("sigma_spike_cap", theta.SigmaSpikeCap),
            ("ts_drop_cap", theta.TsDropCap), ("k_regime_flip", theta.KRegimeFlip), ("k_sigma_spike", theta.KSigmaSpike), ("k_ts_drop", theta.KTsDrop),
            ("k_age_penalty", theta.KAgePenalty),
        })
        {
            KernelInputException.RequireNotNegative(name, value);
        }

        Require(theta.T2R >= theta.T1R, "T2_R", theta.T2R, "must not be below T1_R");
        Require(theta.T3R >= theta.T2R, "T3_R", theta.T3R, "must not be below T2_R");
        Require(theta.KillThreshold > LowestKillScore, "kill_threshold", theta.KillThreshold, "must be above 0.5, where the kill score starts");
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
            throw new KernelInputException(name, value.ToString("R"), rule);
    }
}
