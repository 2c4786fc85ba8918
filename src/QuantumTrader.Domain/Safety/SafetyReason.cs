namespace QuantumTrader.Domain.Safety;

/// <summary>What the safety kernel and the router say of an intent. Contract section 7.</summary>
public enum SafetyReason
{
    /// <summary>Safe mode is set.</summary>
    SafeModeEnabled,

    /// <summary>More intents within the window than allowed; trips safe mode.</summary>
    GlobalRateExceeded,

    /// <summary>More intents of the symbol within the window than allowed; trips safe mode.</summary>
    SymbolRateExceeded,

    /// <summary>The kernel cannot read or write its state, and the intent could raise risk.</summary>
    SafetyStateUnavailable,

    /// <summary>Passed because it only reduces a position, where another intent would have been denied.</summary>
    SafetyReduceOnlyExempt,

    /// <summary>The venue refused orders for want of margin too often; trips safe mode.</summary>
    MarginRejections,

    /// <summary>The kill switch is on.</summary>
    KillSwitchActive,

    /// <summary>Made before the kill switch was released.</summary>
    StaleAfterHalt,

    /// <summary>Older than the router accepts.</summary>
    IntentStale,

    /// <summary>The same correlation id has been accepted before.</summary>
    DuplicateIntent,

    /// <summary>A field is missing, malformed, or contradicts another one.</summary>
    InvalidIntent,

    /// <summary>No position to reduce.</summary>
    NoPosition,

    /// <summary>Only the paper venue opens positions on request.</summary>
    OpeningNotAllowed,
}
