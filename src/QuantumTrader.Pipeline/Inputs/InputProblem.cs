namespace QuantumTrader.Pipeline.Inputs;

/// <summary>Why a symbol cannot be evaluated: an input that should be there is not usable.</summary>
public enum InputProblem
{
    /// <summary>There is no market state of the symbol: too few bars so far, or its stage does not run.</summary>
    MarketStateMissing,

    /// <summary>The bars behind the market state are older than the reader accepts.</summary>
    MarketStateStale,

    /// <summary>A field of the market state is missing or malformed.</summary>
    MarketStateUnreadable,

    /// <summary>The position record is older than the reader accepts.</summary>
    PositionStale,

    /// <summary>A field of the position is missing or malformed, or it cannot be priced. Never taken for a flat one.</summary>
    PositionUnreadable,

    /// <summary>The kernel refused a value.</summary>
    InvalidInput,
}
