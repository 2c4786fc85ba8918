using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Risk;

/// <summary>One multiplier of sigma a regime; mixed by the regimes' probabilities.</summary>
public readonly record struct RegimeWeights(double Trend, double MeanReversion, double Chop)
{
    public double Mix(RegimeProbabilities p) => (Trend * p.Trend) + (MeanReversion * p.MeanReversion) + (Chop * p.Chop);
}
