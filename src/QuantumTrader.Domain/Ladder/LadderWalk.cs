using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Ladder;

/// <summary>
/// Runs the ladder along prices, to try it before money runs on it: what it asks for is filled at once and at the price, and a price at the stop or beyond ends the position there. No fees, no
/// slippage, no gap through the stop.
/// </summary>
public static class LadderWalk
{
    /// <param name="prices">In their order, quote currency, above 0.</param>
    /// <param name="atr">Average true range along the whole path; null when it is not known, and the entry risk stands in.</param>
    /// <returns>A step for each price, until nothing is left of the position.</returns>
    /// <exception cref="KernelInputException">A price or the average true range is not above 0.</exception>
    /// <exception cref="OverflowException">Prices and quantities lie so far apart that a decimal cannot hold the result.</exception>
    public static IEnumerable<LadderWalkStep> Along(LadderPosition position, IEnumerable<decimal> prices, decimal? atr, LadderSettings settings)
    {
        var (held, harvested) = ((LadderPosition?)position, 0m);
        foreach (var price in prices)
        {
            if (held is null)
                yield break;
            var (before, stopped) = (held, 0m);
            LadderEvaluation? evaluation = null;
            if (before.StopLoss is { } stop && price > 0 && StopPrices.IsReached(stop, price, before.Side))
            {
                (held, stopped) = (null, before.Quantity);
                harvested += Share(before, stopped, stop);
            }
            else
            {
                evaluation = LadderEngine.Evaluate(before, price, atr, settings);
                held = evaluation.Next;
                foreach (var act in evaluation.Acts.Where(act => act.Intent == LadderIntent.HarvestPartial))
                {
                    harvested += Share(before, act.Quantity, price);
                    held = PositionFills.Apply(held, new LadderFill(OrderSides.ToClose(before.Side), act.Quantity, price, RungAtR: act.RungAtR, OnlyReduces: true));
                }
            }

            yield return new LadderWalkStep(price, evaluation, stopped, harvested, held);
        }

        decimal Share(LadderPosition of, decimal quantity, decimal price) =>
            of.EntryRisk.RAt(price, of.EntryPrice, of.Side) * quantity / position.OriginalQuantity;
    }
}
