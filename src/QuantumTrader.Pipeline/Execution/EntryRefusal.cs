namespace QuantumTrader.Pipeline.Execution;

/// <summary>Why an operator's wish to open a position never reached the venue.</summary>
internal enum EntryRefusal
{
    PositionOpen,
    NoMarketPrice,
    StaleRequest,
}
