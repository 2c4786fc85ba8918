namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Coefficients of the three regime scores, in the order of their terms in contract section 1 step 9: <c>a</c> trend,
/// <c>b</c> mean reversion, <c>c</c> chop. The signs of the terms are part of the formula, not of the coefficients.
/// </summary>
public sealed record RegimeScoreTheta
{
    /// <summary>Trend: weight of trend strength.</summary>
    public double A1 { get; init; } = 1.0;

    /// <summary>Trend: weight of directional persistence.</summary>
    public double A2 { get; init; } = 1.0;

    /// <summary>Trend: weight against |variance ratio - 1|.</summary>
    public double A3 { get; init; } = 1.0;

    /// <summary>Mean reversion: weight of |variance ratio - 1|.</summary>
    public double B1 { get; init; } = 1.0;

    /// <summary>Mean reversion: weight against trend strength.</summary>
    public double B2 { get; init; } = 1.0;

    /// <summary>Mean reversion: weight against directional persistence.</summary>
    public double B3 { get; init; } = 1.0;

    /// <summary>Chop: weight of 1 - directional persistence.</summary>
    public double C1 { get; init; } = 1.0;

    /// <summary>Chop: weight of 1 - trend strength, the latter limited to 1.</summary>
    public double C2 { get; init; } = 1.0;

    /// <summary>Chop: weight against |variance ratio - 1|.</summary>
    public double C3 { get; init; } = 1.0;

    internal void Check(ThetaRules rules)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[
            ("a1", A1), ("a2", A2), ("a3", A3), ("b1", B1), ("b2", B2), ("b3", B3), ("c1", C1), ("c2", C2), ("c3", C3)])
        {
            rules.Within($"regime.score.{name}", value, -MarketStateTheta.LargestCoefficient, MarketStateTheta.LargestCoefficient);
        }
    }
}
