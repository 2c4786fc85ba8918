namespace QuantumTrader.Messaging.Contract.Records;

/// <summary>
/// Of when the inputs of a proposal are, Unix seconds, and which parameters measured them (<see cref="Keys.HarvestTheta"/>); what a publisher does not say is null.
/// </summary>
/// <param name="RiskEpoch">Null: there was no usable risk proposal and the fallback distance applied.</param>
public sealed record ProposalInputs(long? PositionEpoch, long? MarketEpoch, long? RiskEpoch, string? ThetaId);
