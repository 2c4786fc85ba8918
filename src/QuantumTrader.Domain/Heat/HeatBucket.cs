namespace QuantumTrader.Domain.Heat;

/// <summary>How much of the equity the volatility of the open positions puts at stake. Contract section 4.</summary>
public enum HeatBucket
{
    Cold,
    Warm,
    Hot,
}
