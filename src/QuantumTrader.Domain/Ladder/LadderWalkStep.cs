namespace QuantumTrader.Domain.Ladder;

/// <summary>What happens to a position at one price of a path.</summary>
/// <param name="Evaluation">What the ladder asks for; null: the stop ended the position.</param>
/// <param name="StoppedQuantity">What the stop closed, base currency; 0 when it did not.</param>
/// <param name="HarvestedR">Profit taken out up to here, by rungs and by the stop, in R of the whole original position.</param>
/// <param name="After">Null: nothing is left of it.</param>
public sealed record LadderWalkStep(decimal Price, LadderEvaluation? Evaluation, decimal StoppedQuantity, decimal HarvestedR, LadderPosition? After);
