namespace QuantumTrader.Domain.Plans;

/// <summary>Why apply decides as it does; the gates in their order. Contract section 6.1.</summary>
public enum PlanReason
{
    /// <summary>The kill switch is on, for all or for the symbol.</summary>
    KillSwitchActive,

    /// <summary>The proposal was made before the kill switch was released.</summary>
    StaleAfterHalt,

    /// <summary>The symbol is not in APPLY_ALLOWLIST.</summary>
    NotInAllowlist,

    /// <summary>HARVEST_ENGINE says brain: two engines never harvest the same position.</summary>
    OtherEngineHarvests,

    /// <summary>The proposal is too old.</summary>
    ProposalStale,

    /// <summary>A synthetic input is never acted on outside of dry_run and paper.</summary>
    SyntheticSource,

    /// <summary>The same act is on its way or done.</summary>
    DuplicatePlan,

    /// <summary>The same slice was refused as too small for the venue a moment ago (APPLY_DEFER_SEC).</summary>
    BelowMinNotional,

    /// <summary>NONE or HOLD: there is nothing to execute.</summary>
    ActionHold,

    /// <summary>The proposal does not say what is needed: no plan id, or a stop update without a stop.</summary>
    IncompleteProposal,

    /// <summary>A permit is for another symbol or plan, for less than the plan does, or for a position that has changed since.</summary>
    PermitMismatch,

    /// <summary>The kill score is high, and the plan is an exit: high scores are what exits are for.</summary>
    KillScoreWarningCloseOk,
}
