namespace QuantumTrader.Domain.Governor;

/// <summary>Why the governor refuses a plan. Contract section 6.2.</summary>
public enum GovernorReason
{
    /// <summary>The kill switch is on, for all or for the symbol.</summary>
    KillSwitchActive,

    /// <summary>As many executions of the symbol within the hour as allowed.</summary>
    HourlyLimitExceeded,

    /// <summary>As many executions of the symbol within five minutes as allowed; disarms.</summary>
    BurstLimitExceeded,

    /// <summary>The last execution of the symbol is too young.</summary>
    SymbolCooldown,

    /// <summary>The value reduced today has reached its limit.</summary>
    DailyLimitExceeded,

    /// <summary>The position that the plan is about cannot be read, or there is none.</summary>
    PositionFetchFailed,

    /// <summary>The evaluation itself failed; several within an hour disarm.</summary>
    EvaluationError,
}
