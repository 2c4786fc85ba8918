using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Tests.Entries;

public sealed class RandomRuleTests
{
    private const int Count = 20_000;

    private static readonly List<Bar> Btc = EntryBars.Walk(1, "BTCUSDT", Count);
    private static readonly List<Bar> Eth = EntryBars.Walk(1, "ETHUSDT", Count);

    [Fact]
    public void The_same_seed_asks_for_the_same_entries_and_another_seed_for_others()
    {
        Assert.Equal(Signals(7, Btc), Signals(7, Btc));
        Assert.NotEqual(Signals(7, Btc), Signals(8, Btc));
    }

    [Fact]
    public void Other_symbols_and_missing_bars_change_nothing()
    {
        var alone = Signals(7, Btc);
        Assert.Equal(alone, Signals(7, EntryBars.Together(Btc, Eth)).Where(signal => signal.Symbol == "BTCUSDT"));
        Assert.Equal(alone.Where(signal => signal.Minute % 2 == 0), Signals(7, Btc.Where((_, minute) => minute % 2 == 0)));
        Assert.NotEqual(alone.Select(signal => signal.Minute), Signals(7, Eth).Select(signal => signal.Minute));
    }

    [Fact]
    public void Entries_are_as_frequent_as_asked_for_and_take_both_sides()
    {
        // Five standard deviations of the binomial distribution.
        var signals = Signals(7, Btc);
        Assert.InRange(signals.Count, 2_000 - 212, 2_000 + 212);
        Assert.InRange(signals.Count(signal => signal.Side == PositionSide.Long), (signals.Count / 2) - 112, (signals.Count / 2) + 112);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1_000)]
    public void The_chance_can_be_none_or_certain(double probability, int expected)
    {
        var rule = new RandomRule(7, probability);
        Assert.Equal(expected, Btc.Take(1_000).Count(bar => rule.OnBar(bar) is not null));
    }

    private static List<(string Symbol, long Minute, PositionSide Side)> Signals(long seed, IEnumerable<Bar> bars)
    {
        var rule = new RandomRule(seed, probability: 0.1);
        return [.. bars.Select(bar => (bar.Symbol, bar.OpenTimeMs / 60_000, rule.OnBar(bar)?.Side)).Where(signal => signal.Side is not null)
            .Select(signal => (signal.Symbol, signal.Item2, signal.Side!.Value))];
    }
}
