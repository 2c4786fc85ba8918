using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Tests.Markets;

public sealed class BarSequenceTests
{
    private const long Minute = 60_000;
    private const long Newest = 1_000 * Minute;

    private static readonly BarSequence Sequence = new(BarInterval.OneMinute, 5, Newest);

    private static Bar At(long openTimeMs, decimal price = 100) =>
        new("BTCUSDT", BarInterval.OneMinute, openTimeMs, price, price, price, price, 1);

    [Theory]
    [InlineData(1, BarVerdict.Taken, 0)]
    [InlineData(2, BarVerdict.GapWithin, 1)]
    [InlineData(6, BarVerdict.GapWithin, 5)]
    [InlineData(7, BarVerdict.GapRestart, 6)]
    [InlineData(100_000, BarVerdict.GapRestart, 99_999)]
    [InlineData(0, BarVerdict.Duplicate, 0)]
    [InlineData(-3, BarVerdict.Duplicate, 0)]
    public void A_bar_is_judged_by_its_distance_to_the_newest(int minutes, BarVerdict expected, long missing)
    {
        var decision = Sequence.Decide(At(Newest + (minutes * Minute)));
        Assert.Equal((expected, missing), (decision.Verdict, decision.MissingBars));
        Assert.Equal(decision.IsTaken ? Newest + (minutes * Minute) : Newest, decision.Next.NewestOpenTimeMs);
    }

    [Fact]
    public void The_first_bar_is_taken() =>
        Assert.Equal(BarVerdict.Taken, new BarSequence(BarInterval.OneMinute, 5).Decide(At(Newest)).Verdict);

    [Fact]
    public void Without_a_tolerance_any_gap_restarts() =>
        Assert.Equal(BarVerdict.GapRestart, (Sequence with { MaxGapBars = 0 }).Decide(At(Newest + (2 * Minute))).Verdict);

    [Fact]
    public void A_time_off_the_grid_and_another_interval_are_misaligned()
    {
        Assert.Equal(BarVerdict.Misaligned, Sequence.Decide(At(Newest + Minute + 1)).Verdict);
        Assert.Equal(BarVerdict.Misaligned, Sequence.Decide(At(Newest + Minute) with { Interval = BarInterval.FiveMinutes }).Verdict);
    }

    [Fact]
    public void Any_price_that_is_not_above_zero_is_refused()
    {
        var bar = At(Newest + Minute);
        Assert.All(
            (Bar[])[bar with { Open = 0 }, bar with { High = -1 }, bar with { Low = 0 }, bar with { Close = 0 }],
            wrong => Assert.Equal((BarVerdict.InvalidPrice, Sequence), (Sequence.Decide(wrong).Verdict, Sequence.Decide(wrong).Next)));
    }

    [Fact]
    public void Whatever_arrives_each_bar_is_taken_at_most_once_and_missing_bars_add_up() =>
        Prop.ForAll(Gen.Choose(0, 400).ArrayOf(100).ToArbitrary(), minutes =>
        {
            var sequence = new BarSequence(BarInterval.OneMinute, 5);
            var taken = new List<int>();
            var missing = 0L;
            foreach (var minute in minutes)
            {
                var decision = sequence.Decide(At(minute * Minute));
                sequence = decision.Next;
                missing += decision.MissingBars;
                if (decision.IsTaken)
                    taken.Add(minute);
            }

            Assert.Equal(taken.Distinct().Order(), taken);
            Assert.Equal(taken[^1] - taken[0] + 1 - taken.Count, missing);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
