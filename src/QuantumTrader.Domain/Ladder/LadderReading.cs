namespace QuantumTrader.Domain.Ladder;

/// <summary>What came of reading a ladder.</summary>
/// <param name="Ladder">Null when there is a fault: a ladder that is wrong is never replaced by another.</param>
/// <param name="Faults">Every fault at once; empty when there is a ladder.</param>
public sealed record LadderReading(HarvestLadder? Ladder, IReadOnlyList<LadderFault> Faults);
