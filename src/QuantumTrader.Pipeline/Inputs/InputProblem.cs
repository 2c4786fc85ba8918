namespace QuantumTrader.Pipeline.Inputs;

/// <summary>Why a symbol cannot be evaluated: an input that should be there is not usable.</summary>
public enum InputProblem
{
    MarketStateMissing,
    MarketStateStale,
    MarketStateUnreadable,
    PositionStale,
    PositionUnreadable,

    /// <summary>The kernel refused a value.</summary>
    InvalidInput,
}
