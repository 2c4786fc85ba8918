namespace QuantumTrader.Domain.Ladder;

/// <summary>Why an act of the ladder is what it is, in the order in which the codes are published.</summary>
public enum LadderReason
{
    /// <summary>R has reached the trigger of the rung: close its share of the original quantity.</summary>
    RungReached,

    /// <summary>The order of the rung ended before it was filled: close what is missing.</summary>
    RungCompleted,

    /// <summary>The slice takes along that of a lower rung which was too small to be ordered.</summary>
    SmallSliceTakenAlong,

    /// <summary>Neither the slice nor what it would leave could be ordered alone: close the rest.</summary>
    RestTooSmall,

    /// <summary>The position has less left than the rung's share: close what there is.</summary>
    LoweredToPosition,

    /// <summary>R has reached the break-even level of the settings.</summary>
    BreakevenAtR,

    /// <summary>A rung is reached that moves the stop to the entry price.</summary>
    BreakevenAfterRung,

    /// <summary>A rung is reached that keeps a stated profit.</summary>
    ProfitLocked,

    /// <summary>The stop follows the price at a multiple of the average true range.</summary>
    TrailAtr,

    /// <summary>The stop follows the price at a multiple of the entry risk, since no average true range is known.</summary>
    TrailEntryRisk,

    /// <summary>The dynamic ladder closes more: the entry risk is small.</summary>
    SharesScaledUp,

    /// <summary>The dynamic ladder closes less: the entry risk is large.</summary>
    SharesScaledDown,

    /// <summary>No stop says what was at risk: R is measured by 2 % of the entry price.</summary>
    EntryRiskAssumed,
}
