namespace QuantumTrader.Domain.MarketState;

/// <summary>What the kernel says about one symbol after a closed bar. Sigma and mu are in log price per bar.</summary>
/// <param name="Sigma">Volatility: the blend of the two estimates below, never under the floor.</param>
/// <param name="Mu">Drift: the weighted slopes of log price.</param>
/// <param name="TrendStrength">|mu| / sigma; 0 or more.</param>
/// <param name="DirectionalPersistence">Share of consecutive returns of equal sign; 0 to 1.</param>
/// <param name="VarianceRatio">Near 1 for a random walk, above for trends, below for mean reversion.</param>
/// <param name="SpikeProxy">sigma_mad / sigma_ewma, limited.</param>
/// <param name="SigmaEwma">Square root of the exponentially weighted mean of squared returns.</param>
/// <param name="SigmaMad">Scaled median absolute deviation of the returns.</param>
/// <param name="BlendWeight">Weight of SigmaMad in Sigma; 0 to 1.</param>
public readonly record struct MarketStateReading(
    double Sigma,
    double Mu,
    double TrendStrength,
    RegimeProbabilities Regimes,
    double DirectionalPersistence,
    double VarianceRatio,
    double SpikeProxy,
    double SigmaEwma,
    double SigmaMad,
    double BlendWeight);
