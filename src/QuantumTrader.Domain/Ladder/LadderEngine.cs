namespace QuantumTrader.Domain.Ladder;

/// <summary>The R-ladder as a state machine: a position and a price in, acts and the next state out. Pure; contract section 10.</summary>
public static class LadderEngine
{
    /// <param name="price">Quote currency, above 0.</param>
    /// <param name="atr">Average true range in quote currency, above 0; null when it is not known, and the entry risk stands in for it.</param>
    /// <exception cref="KernelInputException">The price or the average true range is not above 0.</exception>
    /// <exception cref="OverflowException">Prices and quantities lie so far apart that a decimal cannot hold the result.</exception>
    public static LadderEvaluation Evaluate(LadderPosition position, decimal price, decimal? atr, LadderSettings settings)
    {
        KernelInputException.RequirePositive("price", price);
        KernelInputException.RequirePositive("atr", atr ?? 1);
        var r = position.EntryRisk.RAt(price, position.EntryPrice, position.Side);
        if (r < settings.MinR)
            return new LadderEvaluation(r, position, [], position);
        var (next, steps) = RungCloses.Of(position, price, r, settings);
        if (StopMoves.Of(position, price, atr, r, settings) is { } move)
        {
            next = next with { StopLoss = move.NewStop };
            steps.Add(new LadderStep(move, next));
        }

        return new LadderEvaluation(r, position, steps, next);
    }
}
