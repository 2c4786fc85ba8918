namespace QuantumTrader.Domain.Ladder;

/// <summary>A rung as far as it could be read.</summary>
/// <param name="AtR">Null: no number.</param>
/// <param name="CloseRatio">Null: no number.</param>
internal sealed record RungDraft(decimal? AtR, decimal? CloseRatio, RungFollowUp? Then);
