using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Entries;

public sealed class PlannedRuleTests
{
    private const long Minute = 60_000;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(Minute, 0)]
    [InlineData(Minute + 1, 1)]
    [InlineData(3 * Minute, 2)]
    public void An_entry_is_due_at_the_first_bar_that_ends_at_or_after_its_time(long timeMs, int expectedMinute)
    {
        var rule = new PlannedRule([Planned(timeMs, "BTCUSDT", 1)]);
        for (var minute = 0; minute < 5; minute++)
            Assert.Equal(minute == expectedMinute ? 1m : null, Quantity(rule, "BTCUSDT", minute));
    }

    [Fact]
    public void Entries_come_in_the_order_of_their_times_then_of_the_list_and_one_a_bar()
    {
        var rule = new PlannedRule(
            [Planned(Minute, "BTCUSDT", 3), Planned(0, "BTCUSDT", 1), Planned(Minute, "BTCUSDT", 4), Planned(0, "BTCUSDT", 2)]);
        Assert.Equal([1m, 2m, 3m, 4m, null], Enumerable.Range(0, 5).Select(minute => Quantity(rule, "BTCUSDT", minute)));
    }

    [Fact]
    public void Each_symbol_has_a_list_of_its_own()
    {
        var rule = new PlannedRule([Planned(0, "BTCUSDT", 1), Planned(0, "ETHUSDT", 2)]);
        var asked = (string[])["XRPUSDT", "ETHUSDT", "BTCUSDT", "ETHUSDT", "btcusdt"];
        Assert.Equal([null, 2m, 1m, null, null], asked.Select(symbol => Quantity(rule, symbol, 0)));
    }

    [Fact]
    public void What_the_list_says_is_passed_on()
    {
        var signal = new EntrySignal(PositionSide.Short, Quantity: 2, StopPrice: 105);
        Assert.Equal(signal, new PlannedRule([new PlannedEntry(0, "BTCUSDT", signal)]).OnBar(EntryBars.At("BTCUSDT", 0, 100, 100, 100)));
    }

    private static PlannedEntry Planned(long timeMs, string symbol, decimal quantity) =>
        new(timeMs, symbol, new EntrySignal(PositionSide.Long, quantity));

    private static decimal? Quantity(PlannedRule rule, string symbol, int minute) =>
        rule.OnBar(EntryBars.At(symbol, minute, 100, 100, 100))?.Quantity;
}
