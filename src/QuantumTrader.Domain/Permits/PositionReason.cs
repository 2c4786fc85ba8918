namespace QuantumTrader.Domain.Permits;

/// <summary>What the position state brain says of a plan, in the order in which it looks. Contract section 5.4.</summary>
public enum PositionReason
{
    /// <summary>The venue's account is not known.</summary>
    NoExchangeSnapshot,

    /// <summary>What the venue said is too old.</summary>
    StaleExchangeState,

    /// <summary>The venue knows no position of the symbol: nothing to close or to protect.</summary>
    NoPosition,

    /// <summary>The ledger has the position on the other side, or the plan was made for another position.</summary>
    ReconcileRequiredSideMismatch,

    /// <summary>Ledger and venue differ by more than the tolerance.</summary>
    ReconcileRequiredQtyMismatch,

    /// <summary>The last execution of a plan is too young; a full close is exempt.</summary>
    CooldownInFlight,

    /// <summary>An operator or a reconciliation holds partial closes of the symbol.</summary>
    ReconcileHoldActive,

    /// <summary>The share of the position is less than the venue accepts, and what would remain is not: deferred.</summary>
    BelowMinNotional,

    /// <summary>The plan has no step that this gate can measure: denied, never read as a full close.</summary>
    UnknownAction,

    /// <summary>The plan has been carried out already.</summary>
    PlanDone,

    /// <summary>All checks passed.</summary>
    SanityChecksPassed,
}
