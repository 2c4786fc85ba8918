namespace QuantumTrader.Domain.Ladder;

/// <summary>A ladder of a single symbol as a person writes it.</summary>
/// <param name="Owner">The symbol, or the symbol and a side.</param>
/// <param name="Ladder">Null: no ladder is named there.</param>
public sealed record LadderText(string Owner, LadderReading? Ladder);
