namespace QuantumTrader.Domain.Ladder;

/// <summary>What the ladder makes of a price.</summary>
/// <param name="R">Profit in units of the entry risk.</param>
/// <param name="Before">The position as it was.</param>
/// <param name="Steps">Closes in the order of their rungs, then at most one move of the stop.</param>
/// <param name="Next">The position as it stands once the acts are asked for: the same price again asks for nothing.</param>
public sealed record LadderEvaluation(decimal R, LadderPosition Before, IReadOnlyList<LadderStep> Steps, LadderPosition Next)
{
    public IEnumerable<LadderAct> Acts => Steps.Select(step => step.Act);

    /// <summary>The position when only the first acts are asked for; the others come again with the next price.</summary>
    public LadderPosition AfterFirst(int count) => count == Steps.Count ? Next : count == 0 ? Before : Steps[count - 1].After;
}
