namespace QuantumTrader.Domain.Ladder;

/// <summary>What the ladder makes of a price.</summary>
/// <param name="R">Profit in units of the entry risk.</param>
/// <param name="Acts">Closes in the order of their rungs, then at most one move of the stop.</param>
/// <param name="Next">The position as it stands once the acts are asked for: the same price again asks for nothing.</param>
public sealed record LadderEvaluation(decimal R, IReadOnlyList<LadderAct> Acts, LadderPosition Next);
