namespace QuantumTrader.Domain.Safety;

/// <summary>What the safety kernel says of an intent, and why safe mode was tripped. Contract section 7; in upper case on the wire.</summary>
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
}
