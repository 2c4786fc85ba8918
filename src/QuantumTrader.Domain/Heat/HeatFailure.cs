namespace QuantumTrader.Domain.Heat;

/// <summary>Why the heat gate issues no permit: the heat of the portfolio is not known (never read as cold), or the proposal cannot be judged.</summary>
public enum HeatFailure
{
    /// <summary>There is no portfolio record, it or a position cannot be read, or it counts more open positions than are found.</summary>
    PortfolioStateMissing,

    /// <summary>The portfolio record, or one of its positions, is older than the gate accepts.</summary>
    PortfolioStateStale,

    /// <summary>The equity is not above 0, or so small that no heat can be told.</summary>
    InvalidEquity,

    /// <summary>The volatility of an open position is not known or too old.</summary>
    SigmaMissing,

    /// <summary>The proposal names an action that no policy has a row for.</summary>
    UnknownAction,

    /// <summary>The proposal does not say which act it is: no permit could be found again.</summary>
    PlanIdMissing,

    /// <summary>The entry cannot be read as a proposal.</summary>
    ProposalUnreadable,
}
