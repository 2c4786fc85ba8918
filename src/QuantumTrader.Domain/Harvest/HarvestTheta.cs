namespace QuantumTrader.Domain.Harvest;

/// <summary>Parameters of the harvest kernel (P2), contract section 3. Fractions, not percent; R in units of the position's risk.</summary>
public sealed record HarvestTheta
{
    public static HarvestTheta Default { get; } = new();

    /// <summary>Stop distance when no risk proposal gives one, fraction of the entry price.</summary>
    public double FallbackStopPct { get; init; } = 0.02;

    /// <summary>Cost of a round trip in hundredths of a percent of the entry price.</summary>
    public double CostBps { get; init; } = 10;

    public double T1R { get; init; } = 2;

    public double T2R { get; init; } = 4;

    public double T3R { get; init; } = 6;

    /// <summary>From this R on, a stop beyond break-even is proposed.</summary>
    public double LockR { get; init; } = 1.5;

    /// <summary>How far beyond the entry price the locked stop lies.</summary>
    public double BePlusPct { get; init; } = 0.002;

    public double TrendMin { get; init; } = 0.3;

    public double SigmaRef { get; init; } = 0.01;

    public double SigmaSpikeCap { get; init; } = 2;

    public double TsRef { get; init; } = 0.3;

    public double TsDropCap { get; init; } = 0.5;

    public double MaxAgeSec { get; init; } = 86_400;

    public double KRegimeFlip { get; init; } = 1.0;

    public double KSigmaSpike { get; init; } = 0.5;

    public double KTsDrop { get; init; } = 0.5;

    public double KAgePenalty { get; init; } = 0.3;

    /// <summary>From this kill score on, a full close is proposed.</summary>
    public double KillThreshold { get; init; } = 0.6;

    /// <exception cref="KernelInputException">A parameter is not finite, or one that divides is not above 0.</exception>
    public void EnsureUsable()
    {
        KernelInputException.RequirePositive("sigma_ref", SigmaRef);
        KernelInputException.RequirePositive("max_age_sec", MaxAgeSec);
        foreach (var (name, value) in new (string, double)[]
        {
            ("fallback_stop_pct", FallbackStopPct), ("cost_bps", CostBps), ("T1_R", T1R), ("T2_R", T2R), ("T3_R", T3R), ("lock_R", LockR),
            ("be_plus_pct", BePlusPct), ("trend_min", TrendMin), ("sigma_spike_cap", SigmaSpikeCap), ("ts_ref", TsRef),
            ("ts_drop_cap", TsDropCap), ("k_regime_flip", KRegimeFlip), ("k_sigma_spike", KSigmaSpike), ("k_ts_drop", KTsDrop),
            ("k_age_penalty", KAgePenalty), ("kill_threshold", KillThreshold),
        })
        {
            KernelInputException.RequireFinite(name, value);
        }
    }
}
