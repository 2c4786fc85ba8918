namespace QuantumTrader.Domain.Risk;

/// <summary>Parameters of the risk kernel (P1.5), contract section 2. Fractions, not percent.</summary>
public sealed record RiskTheta
{
    public static RiskTheta Default { get; } = new();

    /// <summary>Least distance of stop and trailing stop from the price.</summary>
    public double SlMinPct { get; init; } = 0.005;

    /// <summary>Least distance of the take-profit from the price.</summary>
    public double TpMinPct { get; init; } = 0.01;

    public RegimeWeights KSl { get; init; } = new(1.5, 0.8, 1.0);

    public RegimeWeights KTp { get; init; } = new(2.5, 1.2, 1.5);

    public RegimeWeights KTrail { get; init; } = new(1.2, 1.5, 1.3);

    public double TpExtendGain { get; init; } = 0.5;

    public double TpExtendMax { get; init; } = 0.3;

    /// <summary>A proposed stop is never looser than the one in force.</summary>
    public bool MonotonicSl { get; init; } = true;

    /// <summary>Differences of at most this much count as equal, quote currency.</summary>
    public double Eps { get; init; } = 1e-8;
}
