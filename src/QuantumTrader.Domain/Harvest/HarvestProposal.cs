namespace QuantumTrader.Domain.Harvest;

/// <summary>What the harvest kernel proposes for one position.</summary>
/// <param name="NewSlProposed">A tighter stop, quote currency; null when none is proposed.</param>
/// <param name="RNet">Profit after costs in units of the position's risk.</param>
/// <param name="RiskUnit">One R per unit of quantity, quote currency.</param>
/// <param name="CostEst">Cost of the round trip per unit of quantity, quote currency.</param>
public sealed record HarvestProposal(
    HarvestAction Action,
    double? NewSlProposed,
    double RNet,
    double RiskUnit,
    double CostEst,
    KillScore KillScore,
    IReadOnlyList<HarvestReason> Reasons);
