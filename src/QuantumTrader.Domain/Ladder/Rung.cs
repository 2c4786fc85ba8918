namespace QuantumTrader.Domain.Ladder;

/// <summary>One step of a ladder.</summary>
/// <param name="AtR">Trigger: profit in units of the entry risk from which on the rung is reached. Above 0.</param>
/// <param name="CloseRatio">What it closes, share of the original quantity of the position (not of what is left). Above 0, at most 1.</param>
/// <param name="Then">What it does to the stop; null: nothing.</param>
public sealed record Rung(decimal AtR, decimal CloseRatio, RungFollowUp? Then = null);
