namespace QuantumTrader.Domain.Risk;

/// <summary>Why a stop or target is where it is, in the order in which the codes are published.</summary>
public enum RiskReason
{
    /// <summary>The trailing stop is tighter than the stop measured from the price.</summary>
    TrailActive,

    /// <summary>The stop in force was tighter and stays.</summary>
    SlTightenedMonotonic,

    /// <summary>The proposal is tighter than the stop in force.</summary>
    SlTightening,

    /// <summary>Trend is the most likely regime.</summary>
    RegimeTrend,

    /// <summary>Mean reversion is the most likely regime.</summary>
    RegimeMr,

    /// <summary>Chop is the most likely regime.</summary>
    RegimeChop,

    /// <summary>A strong trend moved the target further away.</summary>
    TpExtended,

    /// <summary>The stop was moved to the least distance from the price at which it can be placed.</summary>
    SlClamped,

    /// <summary>The target is nearer to the price than the stop.</summary>
    TpInsideSl,
}
