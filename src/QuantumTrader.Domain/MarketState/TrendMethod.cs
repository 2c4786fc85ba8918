namespace QuantumTrader.Domain.MarketState;

/// <summary>How the slope of a trend window is measured.</summary>
public enum TrendMethod
{
    /// <summary>Median of all pairwise slopes; outliers do not move it.</summary>
    TheilSen,

    /// <summary>Robust regression that weighs outliers down.</summary>
    Huber,

    /// <summary>Ordinary least squares.</summary>
    Ols,
}
