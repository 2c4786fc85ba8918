namespace QuantumTrader.Domain.MarketState;

/// <summary>How the slope of log price over a trend window is estimated.</summary>
public enum TrendMethod
{
    /// <summary>Median of all pairwise slopes (Theil 1950, Sen 1968); up to 29 % wild prices do not move it.</summary>
    TheilSen,

    /// <summary>Regression under Huber's loss (1964); a wild price pulls with a bounded force.</summary>
    Huber,

    /// <summary>Ordinary least squares.</summary>
    Ols,
}
