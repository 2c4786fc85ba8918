using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Ladder;

public sealed class LadderPropertyTests
{
    private static readonly Config s_thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);
    private static readonly PositionSide[] s_sides = [PositionSide.Long, PositionSide.Short];

    [Fact]
    public void The_rungs_together_never_exceed_the_original_quantity_nor_what_is_open_the_position() => Check((_, lived) =>
    {
        foreach (var (_, evaluation) in lived)
        {
            var next = evaluation.Next;
            Assert.True(next.Taken.Sum(rung => rung.Asked) <= next.OriginalQuantity);
            Assert.True(next.Taken.Sum(rung => rung.Outstanding) <= next.Quantity);
            Assert.All(evaluation.Acts, act => Assert.True(act.Quantity > 0 && act.Quantity <= next.Quantity));
        }
    });

    // Whatever is asked again for a rung is what was missing of it.
    [Fact]
    public void Each_rung_is_taken_once_and_completed_but_never_repeated() => Check((_, lived) =>
    {
        var asked = new HashSet<decimal>();
        foreach (var (before, evaluation) in lived)
        {
            foreach (var act in Closes(evaluation))
            {
                var isFirst = asked.Add(act.RungAtR!.Value);
                var missing = before.TakenAt(act.RungAtR.Value)?.Missing;
                Assert.Equal(isFirst, missing is null);
                Assert.Equal(isFirst, act.Reasons.Contains(LadderReason.RungReached));
                if (act.Reasons is [LadderReason.RungCompleted])
                    Assert.Equal(missing, act.Quantity);
            }

            Assert.Equal(Closes(evaluation).Select(act => act.RungAtR).Order(), Closes(evaluation).Select(act => act.RungAtR));
        }
    });

    [Fact]
    public void The_same_price_again_asks_for_nothing() => Check((life, _) =>
    {
        var (position, price) = (life.Open(PositionSide.Long), LadderLife.Entry + (life.StopDistance * 3));
        var once = LadderEngine.Evaluate(position, price, null, life.Settings);
        Assert.Empty(LadderEngine.Evaluate(once.Next, price, null, life.Settings).Acts);
    });

    // As many acts as somebody allows: the others are asked for at the same price later, neither lost nor repeated.
    [Fact]
    public void What_is_asked_for_in_parts_is_what_is_asked_for_at_once() => Check((life, lived) =>
    {
        foreach (var (before, evaluation) in lived.Where(one => one.Evaluation.Steps.Count > 0))
        {
            Assert.Same(before, evaluation.AfterFirst(0));
            Assert.Same(evaluation.Next, evaluation.AfterFirst(evaluation.Steps.Count));
            for (var count = 0; count < evaluation.Steps.Count; count++)
            {
                var rest = Closes(evaluation).Skip(count).Select(act => act.RungAtR);
                var after = evaluation.AfterFirst(count);
                Assert.Equal(evaluation.Steps.Take(count).Where(step => step.Act.RungAtR is not null && step.Act.NewStop is null).Sum(step => step.Act.Quantity), Asked(after) - Asked(before));
                Assert.All(rest, atR => Assert.Equal(before.TakenAt(atR!.Value)?.Asked, after.TakenAt(atR.Value)?.Asked));
            }
        }
    });

    [Fact]
    public void The_stop_only_tightens_and_never_lies_beyond_the_market() => Check((life, lived) =>
    {
        foreach (var (before, evaluation) in lived)
        {
            var side = before.Side;
            foreach (var move in evaluation.Acts.Where(act => act.NewStop is not null))
            {
                var price = LadderLife.Entry + ((side == PositionSide.Long ? 1 : -1) * evaluation.R * life.StopDistance);
                Assert.True(StopPrices.IsTighter(move.NewStop!.Value, before.StopLoss!.Value, side));
                Assert.False(StopPrices.IsReached(move.NewStop.Value, price, side));
            }

            Assert.Equal(evaluation.Acts.LastOrDefault(act => act.NewStop is not null)?.NewStop ?? before.StopLoss, evaluation.Next.StopLoss);
        }
    });

    [Fact]
    public void R_does_not_depend_on_the_quantity() => Prop.ForAll(LadderLife.Any, Gen.Choose(1, 100_000).ToArbitrary(), (life, quantity) =>
    {
        foreach (var side in s_sides)
        {
            var lived = life.Live(side).Select(one => one.Evaluation.R);
            var other = (life with { Quantity = life.Quantity + quantity, Steps = [.. life.Steps.Where(step => step.Event == LadderEvent.Price)] }).Live(side);
            Assert.All(lived.Zip(other), pair => Assert.Equal(pair.First, pair.Second.Evaluation.R));
        }
    }).Check(s_thousand);

    [Fact]
    public void A_short_mirrors_a_long() => Prop.ForAll(LadderLife.Any, life =>
        Assert.Equal(Acts(life, PositionSide.Long, stop => stop), Acts(life, PositionSide.Short, stop => (2 * LadderLife.Entry) - stop))).Check(s_thousand);

    [Fact]
    public void A_restart_at_every_step_changes_nothing() => Prop.ForAll(LadderLife.Any, life =>
        Assert.Equal(Acts(life, PositionSide.Short, stop => stop), Acts(life, PositionSide.Short, stop => stop, restarts: true))).Check(s_thousand);

    private static void Check(Action<LadderLife, List<(LadderPosition Before, LadderEvaluation Evaluation)>> holds) => Prop.ForAll(LadderLife.Any, life =>
    {
        foreach (var side in s_sides)
            holds(life, [.. life.Live(side)]);
    }).Check(s_thousand);

    private static decimal Asked(LadderPosition position) => position.Taken.Sum(rung => rung.Asked);

    private static IEnumerable<LadderAct> Closes(LadderEvaluation evaluation) => evaluation.Acts.Where(act => act.Intent == LadderIntent.HarvestPartial);

    private static List<string> Acts(LadderLife life, PositionSide side, Func<decimal, decimal> mirror, bool restarts = false) =>
    [
        .. life.Live(side, restarts).SelectMany(one => one.Evaluation.Acts).Select(act =>
            LadderPath.Text(act with { NewStop = act.NewStop is { } stop ? mirror(stop) : null })),
    ];
}
