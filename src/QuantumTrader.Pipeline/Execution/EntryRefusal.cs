namespace QuantumTrader.Pipeline.Execution;

/// <summary>Why an operator's wish to open a position never reached the venue.</summary>
internal enum EntryRefusal
{
    /// <summary>The symbol has an open position; a second one is never added to it.</summary>
    PositionOpen,

    /// <summary>No bar of the symbol has been seen: its price, and its rules, are not known.</summary>
    NoMarketPrice,

    /// <summary>It was asked for too long ago; the market is another one by now.</summary>
    StaleRequest,
}
