namespace QuantumTrader.Pipeline.Execution;

/// <summary>What opens positions on the paper venue; on a live venue nothing here does.</summary>
public enum EntryRule
{
    None,

    /// <summary>A close beyond the highest high or the lowest low of the last bars.</summary>
    Donchian,

    /// <summary>A seeded coin, so that the exits are tried on positions that nobody picked.</summary>
    Random,
}
