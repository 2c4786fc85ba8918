namespace QuantumTrader.Domain.MarketState;

/// <summary>The volatility part of <see cref="MarketStateReading"/>.</summary>
internal readonly record struct VolatilityReading(double Sigma, double SigmaEwma, double SigmaMad, double SpikeProxy, double BlendWeight);
