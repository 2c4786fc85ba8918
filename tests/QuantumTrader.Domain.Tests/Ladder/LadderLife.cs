using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Ladder;

/// <summary>The life of a position for properties: how it opens, and what happens then.</summary>
/// <param name="StopDistance">Of the entry stop, quote currency; the entry lies at 1000.</param>
internal sealed record LadderLife(LadderSettings Settings, HarvestLadder Other, decimal StopDistance, decimal Quantity, LadderStep[] Steps)
{
    public const decimal Entry = 1000;

    private static readonly Gen<RungFollowUp?> s_followUps = Gen.Frequency(
        (4, Gen.Constant<RungFollowUp?>(null)), (1, Gen.Constant<RungFollowUp?>(new RungFollowUp.Breakeven())),
        (1, Gen.Constant<RungFollowUp?>(new RungFollowUp.LockR(0.1m))), (1, Gen.Choose(1, 4).Select(RungFollowUp? (multiple) => new RungFollowUp.TrailAtr(multiple))));

    private static readonly Gen<HarvestLadder> s_ladders =
        from count in Gen.Choose(1, 5)
        from gaps in Gen.Choose(1, 4).ArrayOf(count)
        from parts in Gen.Choose(1, 20).ArrayOf(count)
        from followUps in s_followUps.ArrayOf(count)
        select new HarvestLadder([.. Enumerable.Range(0, count).Select(i => new Rung(gaps[..(i + 1)].Sum() * 0.25m, parts[i] * 0.01m, followUps[i]))]);

    private static readonly Gen<LadderStep> s_steps =
        from what in Gen.Frequency(
            (8, Gen.Constant(LadderEvent.Price)), (2, Gen.Constant(LadderEvent.FillRung)), (2, Gen.Constant(LadderEvent.FillPartOfRung)),
            (1, Gen.Constant(LadderEvent.OrderEnded)), (1, Gen.Elements(LadderEvent.Reduce, LadderEvent.MinorReduce, LadderEvent.ChangeLadder)))
        from number in Gen.Choose(-100, 500)
        from hasAtr in Gen.Elements(true, false)
        select new LadderStep(what, number, hasAtr);

    public static Arbitrary<LadderLife> Any { get; } = (
        from ladder in s_ladders
        from other in s_ladders
        from distance in Gen.Choose(1, 60)
        from quantity in Gen.Choose(1, 3000)
        from minimum in Gen.Elements(0m, 0.02m, 0.1m)
        from dynamic in Gen.Elements(true, false)
        from trail in Gen.Elements(0m, 0.5m, 2m)
        from steps in s_steps.ArrayOf(30)
        select new LadderLife(
            new LadderSettings(ladder, new InstrumentRules("ANY", 0.01m, 0.001m, minimum, 0)) { DynamicLadder = dynamic, TrailAtrMult = trail },
            other, distance, quantity * 0.001m, steps)).ToArbitrary();

    public LadderPosition Open(PositionSide side) => PositionFills.Apply(
        null, new LadderFill(OrderSides.ToOpen(side), Quantity, Entry, StopLoss: Entry - (Sign(side) * StopDistance)))!;

    /// <summary>Lives it to its end; says what the ladder asked for at each price, the position before and after.</summary>
    /// <param name="restarts">The state is written out and read back before every step.</param>
    public IEnumerable<(LadderPosition Before, LadderEvaluation Evaluation)> Live(PositionSide side, bool restarts = false)
    {
        var (position, settings) = (Open(side), Settings);
        foreach (var step in Steps)
        {
            if (restarts)
                position = LadderPath.ReadBack(position);
            if (step.Event == LadderEvent.Price)
            {
                var evaluation = LadderEngine.Evaluate(position, PriceOf(step, side), step.HasAtr ? StopDistance / 4 : null, settings);
                yield return (position, evaluation);
                position = evaluation.Next;
            }
            else if (step.Event == LadderEvent.ChangeLadder)
            {
                settings = settings with { Ladder = Other };
            }
            else if (After(position, step) is { } next)
            {
                position = next;
            }
            else
            {
                yield break;
            }
        }
    }

    private decimal PriceOf(LadderStep step, PositionSide side) => Entry + (Sign(side) * StopDistance * step.Number / 100);

    private static decimal Sign(PositionSide side) => side == PositionSide.Long ? 1 : -1;

    private static LadderPosition? After(LadderPosition position, LadderStep step)
    {
        var rung = position.Taken.Where(taken => taken.Outstanding > 0).ElementAtOrDefault(Math.Abs(step.Number) % 3);
        return step.Event switch
        {
            LadderEvent.FillRung => rung is null ? position : Close(position, rung.Outstanding, rung.AtR),
            LadderEvent.FillPartOfRung => rung is null || rung.Outstanding < 0.002m ? position : Close(position, 0.001m, rung.AtR),
            LadderEvent.OrderEnded => rung is null ? position : position.OrderEnded(rung.AtR),
            LadderEvent.Reduce => Close(position, Math.Max(0.001m, decimal.Round(position.Quantity / 2, 3)), null),
            _ => Close(position, 0.001m, null),
        };
    }

    private static LadderPosition? Close(LadderPosition position, decimal quantity, decimal? rungAtR) =>
        PositionFills.Apply(position, new LadderFill(OrderSides.ToClose(position.Side), Math.Min(quantity, position.Quantity), Entry, RungAtR: rungAtR));
}
