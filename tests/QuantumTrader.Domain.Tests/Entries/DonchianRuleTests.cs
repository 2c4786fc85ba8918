using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Entries;

public sealed class DonchianRuleTests
{
    // Two bars make the channel 95 to 110; the third one closes at the price given.
    [Theory]
    [InlineData(110.5, PositionSide.Long)]
    [InlineData(110.0, null)]
    [InlineData(100.0, null)]
    [InlineData(95.0, null)]
    [InlineData(94.5, PositionSide.Short)]
    public void A_close_beyond_the_channel_opens_in_its_direction(double close, PositionSide? expected)
    {
        var rule = new DonchianRule(2);
        Assert.Null(rule.OnBar(EntryBars.At("BTCUSDT", 0, 110, 100, 105)));
        Assert.Null(rule.OnBar(EntryBars.At("BTCUSDT", 1, 108, 95, 200)));
        Assert.Equal(expected, rule.OnBar(EntryBars.At("BTCUSDT", 2, 300, 1, (decimal)close))?.Side);
    }

    [Fact]
    public void A_bar_is_compared_with_those_before_it_and_leaves_after_as_many()
    {
        var rule = new DonchianRule(2);
        foreach (var (minute, high) in (IEnumerable<(int, decimal)>)[(0, 500), (1, 110), (2, 112)])
            Assert.Null(rule.OnBar(EntryBars.At("BTCUSDT", minute, high, 90, 100)));
        Assert.Equal(PositionSide.Long, rule.OnBar(EntryBars.At("BTCUSDT", 3, 120, 90, 113))?.Side);
    }

    [Fact]
    public void It_says_what_a_search_through_all_bars_says() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(2, 20).ToArbitrary(), (seed, length) =>
        {
            var rule = new DonchianRule(length);
            var seen = new Dictionary<string, List<Bar>> { ["BTCUSDT"] = [], ["ETHUSDT"] = [] };
            var signals = 0;
            foreach (var bar in EntryBars.Together(EntryBars.Walk(seed, "BTCUSDT", 150), EntryBars.Walk(seed, "ETHUSDT", 150)))
            {
                var signal = rule.OnBar(bar);
                Assert.Equal(Searched(seen[bar.Symbol], length, bar.Close), signal);
                seen[bar.Symbol].Add(bar);
                signals += signal is null ? 0 : 1;
            }

            Assert.True(signals > 0, "a walk of 150 bars leaves a channel of 20");
        }).Check(KernelInputs.Thousand);

    private static EntrySignal? Searched(List<Bar> before, int length, decimal close)
    {
        if (before.Count < length)
            return null;
        var channel = before[^length..];
        if (close > channel.Max(bar => bar.High))
            return new EntrySignal(PositionSide.Long);
        return close < channel.Min(bar => bar.Low) ? new EntrySignal(PositionSide.Short) : null;
    }
}
