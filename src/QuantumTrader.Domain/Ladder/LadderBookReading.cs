namespace QuantumTrader.Domain.Ladder;

/// <summary>What came of reading ladders of single symbols.</summary>
/// <param name="Book">Null when there is a fault.</param>
/// <param name="Faults">Every fault at once; empty when there is a book.</param>
public sealed record LadderBookReading(LadderBook? Book, IReadOnlyList<LadderBookFault> Faults);
