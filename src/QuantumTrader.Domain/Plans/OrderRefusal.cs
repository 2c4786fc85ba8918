namespace QuantumTrader.Domain.Plans;

/// <summary>Why execution sends nothing, or no more, of an order that passed every gate. Contract section 6.4.</summary>
public enum OrderRefusal
{
    /// <summary>The kill switch is on, for all or for the symbol.</summary>
    KillSwitchActive,

    /// <summary>What it rests on was computed before the kill switch was released.</summary>
    StaleAfterHalt,

    /// <summary>It was sent too long ago.</summary>
    OrderStale,

    /// <summary>Made of synthetic data, and the venue is a live one.</summary>
    SyntheticSource,

    /// <summary>It does not say what its step needs, or names a step that is nobody's to order.</summary>
    IncompleteOrder,

    /// <summary>The venue has no position of the symbol.</summary>
    NoPosition,

    /// <summary>The position is another one than was permitted: its side or its opening differs.</summary>
    PermitMismatch,

    /// <summary>The amount of the position is not the one that was permitted.</summary>
    PositionChanged,

    /// <summary>The venue does not say what it accepts for the symbol.</summary>
    InstrumentUnknown,

    /// <summary>Rounded down to the step of the symbol, too little is left to send.</summary>
    QuantityBelowMinimum,

    /// <summary>A stop at least as tight rests already: stops only tighten.</summary>
    StopNotTighter,

    /// <summary>The market is at or beyond the new stop.</summary>
    StopWouldTrigger,

    /// <summary>The stops of the symbol have been moved too often within a minute.</summary>
    StopReplaceRate,

    /// <summary>The venue ended the order without a fill.</summary>
    NotFilled,

    /// <summary>A rest could not be filled in as many parts as are allowed.</summary>
    PartlyFilled,
}

public static class OrderRefusals
{
    /// <summary>Nothing was sent, and another attempt at the same plan may fare better.</summary>
    public static bool MayRetry(this OrderRefusal refusal) => refusal is OrderRefusal.KillSwitchActive or OrderRefusal.StaleAfterHalt
        or OrderRefusal.OrderStale or OrderRefusal.PositionChanged or OrderRefusal.StopWouldTrigger or OrderRefusal.StopReplaceRate;
}
