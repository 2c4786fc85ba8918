namespace QuantumTrader.Domain.Heat;

/// <summary>Why the heat of the portfolio is not known. Never read as cold.</summary>
public enum HeatFailure
{
    /// <summary>There is no portfolio record, or it cannot be read.</summary>
    PortfolioStateMissing,

    /// <summary>The portfolio record, or one of its positions, is older than the gate accepts.</summary>
    PortfolioStateStale,

    /// <summary>The equity is not above 0.</summary>
    InvalidEquity,

    /// <summary>The volatility of an open position is not known or too old.</summary>
    SigmaMissing,

    /// <summary>The proposal names an action that no policy has a row for.</summary>
    UnknownAction,
}
