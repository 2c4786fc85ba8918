using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Domain.Heat;

/// <summary>What the heat gate makes of one action.</summary>
public readonly record struct HeatDecision(HarvestAction Action, HeatReason Reason);
