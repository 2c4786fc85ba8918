namespace QuantumTrader.Domain.Harvest;

/// <summary>Why a harvest proposal says what it says, in the order in which the codes are published.</summary>
public enum HarvestReason
{
    HarvestPartial25,
    HarvestPartial50,
    HarvestPartial75,
    ProfitLock,
    KillScoreTriggered,
    RegimeFlip,
    SigmaSpike,
    TsDrop,
    AgePenalty,
}
