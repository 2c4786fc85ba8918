using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Governor;

public sealed class ExecutionHistoryTests
{
    private const string Btc = "BTCUSDT";

    // Noon, so that the hour before lies in the same day.
    private const long Noon = 1_748_779_200_000;
    private const long Minute = 60_000;

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(5 * Minute - 1, 1, 1)]
    [InlineData(5 * Minute, 1, 0)]
    [InlineData(60 * Minute - 1, 1, 0)]
    [InlineData(60 * Minute, 0, 0)]
    public void Windows_EndAfterTheirTime(long later, int hour, int five)
    {
        var history = new ExecutionHistory();
        history.Add(Btc, "plan", Noon, 100, Noon);

        var counts = history.Of(Btc, Noon + later);

        Assert.Equal((hour, five, 100m), (counts.Hour, counts.FiveMinutes, counts.NotionalToday));
    }

    [Fact]
    public void Day_EndsAtMidnightUtc_AndTheHourGoesOn()
    {
        var history = new ExecutionHistory();
        var midnight = Noon + (12 * 60 * Minute);
        history.Add(Btc, "plan", midnight - 1, 100, midnight - 1);

        Assert.Equal(new ExecutionCounts(1, 1, midnight - 1, 100), history.Of(Btc, midnight - 1));
        Assert.Equal(new ExecutionCounts(1, 1, midnight - 1, 0), history.Of(Btc, midnight));
    }

    [Fact]
    public void Execution_CountsForItsSymbol_AndItsValueForAll()
    {
        var history = new ExecutionHistory();
        history.Add(Btc, "one", Noon, 100, Noon);
        history.Add("ETHUSDT", "two", Noon + 1, 50, Noon + 1);

        Assert.Equal(new ExecutionCounts(1, 1, Noon, 150), history.Of(Btc, Noon + 1));
        Assert.Equal(new ExecutionCounts(0, 0, null, 150), history.Of("SOLUSDT", Noon + 1));
        Assert.Equal([Btc, "ETHUSDT"], history.Symbols);
        Assert.Equal((1, 0), (history.CountSince(Btc, Noon - 1), history.CountSince(Btc, Noon)));
    }

    [Fact]
    public void NextChange_IsTheNextEndOfAWindow()
    {
        var history = new ExecutionHistory();
        Assert.Null(history.NextChangeMs(Noon));
        history.Add(Btc, "plan", Noon, 0, Noon);

        Assert.Equal(Noon + (5 * Minute), history.NextChangeMs(Noon));
        Assert.Equal(Noon + (60 * Minute), history.NextChangeMs(Noon + (5 * Minute)));
        Assert.Null(history.NextChangeMs(Noon + (60 * Minute)));
    }

    [Fact]
    public void What_is_told_again_counts_once() => Prop.ForAll(
        Gen.Choose(0, 90).Select(minutes => minutes * Minute).ListOf().ToArbitrary(), ages =>
    {
        var (once, twice) = (new ExecutionHistory(), new ExecutionHistory());
        foreach (var (age, plan) in ages.Select((age, i) => (age, $"plan{i}")))
        {
            once.Add(Btc, plan, Noon - age, age, Noon);
            twice.Add(Btc, plan, Noon - age, age, Noon);
        }

        foreach (var (age, plan) in ages.Select((age, i) => (age, $"plan{i}")).Reverse())
            twice.Add(Btc, plan, Noon - age, age, Noon);
        Assert.Equal(once.Of(Btc, Noon), twice.Of(Btc, Noon));
        Assert.Equal(ages.Count(age => age < 60 * Minute), once.Of(Btc, Noon).Hour);
        Assert.Equal(ages.Count(age => age < 5 * Minute), once.Of(Btc, Noon).FiveMinutes);
        Assert.Equal(ages.Sum(), once.Of(Btc, Noon).NotionalToday);
    }).Check(KernelInputs.Thousand);
}
