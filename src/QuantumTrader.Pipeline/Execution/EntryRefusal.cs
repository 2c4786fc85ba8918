namespace QuantumTrader.Pipeline.Execution;

/// <summary>Why a wish to open a position never reached the venue.</summary>
internal enum EntryRefusal
{
    /// <summary>The symbol has an open position; a second one is never added to it.</summary>
    PositionOpen,

    /// <summary>No bar of the symbol has been seen: its price, and its rules, are not known.</summary>
    NoMarketPrice,

    /// <summary>It was asked for too long ago; the market is another one by now.</summary>
    StaleRequest,

    /// <summary>The kill switch is on, or cannot be read.</summary>
    KillSwitchActive,

    /// <summary>It was asked for before the kill switch was released.</summary>
    StaleAfterHalt,

    /// <summary>Safe mode is set, or cannot be read.</summary>
    SafeModeEnabled,
}
