namespace QuantumTrader.Domain.MarketState;

/// <summary>What the risk and harvest kernels use of a market state.</summary>
/// <param name="Sigma">Robust volatility of one bar, fraction (0.01 = 1 %), 0 or more.</param>
/// <param name="TrendStrength">|mu| / sigma, contract section 1 (<c>ts</c> on the wire).</param>
public readonly record struct MarketConditions(double Sigma, double TrendStrength, RegimeProbabilities Regimes)
{
    /// <exception cref="KernelInputException">A value is not finite, sigma is negative, or a probability lies outside 0 to 1.</exception>
    public void EnsureUsable()
    {
        KernelInputException.RequireNotNegative("sigma", Sigma);
        KernelInputException.RequireFinite("ts", TrendStrength);
        KernelInputException.RequireShare("p_trend", Regimes.Trend);
        KernelInputException.RequireShare("p_mr", Regimes.MeanReversion);
        KernelInputException.RequireShare("p_chop", Regimes.Chop);
    }
}
