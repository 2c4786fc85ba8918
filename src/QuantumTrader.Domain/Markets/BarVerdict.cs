namespace QuantumTrader.Domain.Markets;

/// <summary>What becomes of a bar that arrived for a symbol. Closed: consumers count by it.</summary>
public enum BarVerdict
{
    /// <summary>Follows the bar before it, or is the first one.</summary>
    Taken,

    /// <summary>As old as the newest bar or older: a bar is taken once, by open time.</summary>
    Duplicate,

    /// <summary>Taken; bars are missing before it, few enough to keep the window.</summary>
    GapWithin,

    /// <summary>Taken as the first bar of a new window: too many bars are missing before it.</summary>
    GapRestart,

    /// <summary>Refused: the open time is no multiple of the interval, or the bar has another interval.</summary>
    Misaligned,

    /// <summary>Refused: a price is not above 0.</summary>
    InvalidPrice,
}
