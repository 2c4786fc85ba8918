using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>An act that is to be asked for.</summary>
internal sealed record ActDraft(ActName Name, HarvestActRecord Record);
