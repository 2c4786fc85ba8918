using System.Collections.Frozen;

namespace QuantumTrader.Domain.Harvest;

/// <summary>The parameters of <see cref="HarvestTheta"/> by their published names, to override single ones from JSON.</summary>
public static class HarvestThetaFields
{
    private static readonly FrozenDictionary<string, Func<HarvestTheta, double, HarvestTheta>> Setters =
        new Dictionary<string, Func<HarvestTheta, double, HarvestTheta>>
        {
            ["fallback_stop_pct"] = (theta, value) => theta with { FallbackStopPct = value },
            ["cost_bps"] = (theta, value) => theta with { CostBps = value },
            ["T1_R"] = (theta, value) => theta with { T1R = value },
            ["T2_R"] = (theta, value) => theta with { T2R = value },
            ["T3_R"] = (theta, value) => theta with { T3R = value },
            ["lock_R"] = (theta, value) => theta with { LockR = value },
            ["be_plus_pct"] = (theta, value) => theta with { BePlusPct = value },
            ["trend_min"] = (theta, value) => theta with { TrendMin = value },
            ["sigma_ref"] = (theta, value) => theta with { SigmaRef = value },
            ["sigma_spike_cap"] = (theta, value) => theta with { SigmaSpikeCap = value },
            ["ts_ref"] = (theta, value) => theta with { TsRef = value },
            ["ts_drop_cap"] = (theta, value) => theta with { TsDropCap = value },
            ["max_age_sec"] = (theta, value) => theta with { MaxAgeSec = value },
            ["k_regime_flip"] = (theta, value) => theta with { KRegimeFlip = value },
            ["k_sigma_spike"] = (theta, value) => theta with { KSigmaSpike = value },
            ["k_ts_drop"] = (theta, value) => theta with { KTsDrop = value },
            ["k_age_penalty"] = (theta, value) => theta with { KAgePenalty = value },
            ["kill_threshold"] = (theta, value) => theta with { KillThreshold = value },
        }.ToFrozenDictionary(StringComparer.Ordinal);

    // The softmax over the three tranches is for audits only and moves no decision; its parameters are accepted and not used.
    private static readonly FrozenSet<string> AuditOnly = FrozenSet.Create(StringComparer.Ordinal, "u1", "u2", "u3", "softmax_temp");

    public static IEnumerable<string> Names => Setters.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="KernelInputException">There is no such parameter.</exception>
    public static HarvestTheta With(HarvestTheta theta, string name, double value)
    {
        if (Setters.TryGetValue(name, out var set))
            return set(theta, value);
        return AuditOnly.Contains(name)
            ? theta
            : throw new KernelInputException(name, value.ToString("R"), "no such parameter; known: " + string.Join(", ", Names));
    }
}
