namespace QuantumTrader.Domain.Harvest;

/// <summary>Why a harvest proposal says what it says, in the order in which the codes are published.</summary>
public enum HarvestReason
{
    /// <summary>R has reached the first rung: close 25 % of the position as it stands.</summary>
    HarvestPartial25,

    /// <summary>R has reached the second rung: close 50 %.</summary>
    HarvestPartial50,

    /// <summary>R has reached the third rung: close 75 %.</summary>
    HarvestPartial75,

    /// <summary>R suffices to move the stop beyond break-even, and that tightens it.</summary>
    ProfitLock,

    /// <summary>The kill score has reached its threshold: close all. The components that caused it follow.</summary>
    KillScoreTriggered,

    /// <summary>The trend is no longer likely, and mean reversion and chop together are.</summary>
    RegimeFlip,

    /// <summary>Volatility is far above its reference.</summary>
    SigmaSpike,

    /// <summary>Trend strength is far below its reference.</summary>
    TsDrop,

    /// <summary>The position is older than half of the greatest age.</summary>
    AgePenalty,
}
