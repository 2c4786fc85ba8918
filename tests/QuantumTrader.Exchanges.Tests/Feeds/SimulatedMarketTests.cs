using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Exchanges.Paper;

namespace QuantumTrader.Exchanges.Tests.Feeds;

public sealed class SimulatedMarketTests
{
    private static List<Bar> Play(long seed, long bars, params string[] symbols)
    {
        using var market = new SimulatedMarket(new(seed, symbols, Bars.StartMs, BarInterval.OneMinute, bars));
        return RecordedBarsTests.Drain(market);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bars_and_another_seed_others()
    {
        Assert.Equal(Play(7, 500, "BTCUSDT", "ETHUSDT"), Play(7, 500, "BTCUSDT", "ETHUSDT"));
        Assert.NotEqual(Play(7, 500, "BTCUSDT"), Play(8, 500, "BTCUSDT"));
    }

    // A fixed figure: it must come out on every machine and in every version, or recorded demos and seeds lose their meaning.
    [Fact]
    public void Seed_7_ends_where_it_always_ended()
    {
        var last = Play(7, 10_000, "BTCUSDT")[^1];
        Assert.Equal(
            new Bar("BTCUSDT", BarInterval.OneMinute, Bars.StartMs + (9_999 * 60_000L), 85_184.0m, 85_236.9m, 85_131.5m, 85_131.5m, 11.031m), last);
    }

    [Fact]
    public void A_symbol_has_the_same_bars_whatever_the_others_are() =>
        Assert.Equal(Play(7, 500, "ETHUSDT"), Play(7, 500, "BTCUSDT", "ETHUSDT", "SOLUSDT").Where(bar => bar.Symbol == "ETHUSDT"));

    [Fact]
    public void Bars_come_by_time_and_then_by_name()
    {
        using var market = new SimulatedMarket(new(1, ["b", "A "], 1_699_999_200_000, BarInterval.FiveMinutes, 2));
        Assert.Equal(["A", "B"], market.Symbols);
        Assert.Equal(Provenance.Synthetic, market.Source);
        Assert.Equal(
            [("A", 1_699_999_200_000), ("B", 1_699_999_200_000), ("A", 1_699_999_500_000), ("B", 1_699_999_500_000)],
            RecordedBarsTests.Drain(market).Select(bar => (bar.Symbol, bar.OpenTimeMs)));
    }

    [Fact]
    public void Every_bar_is_consistent_on_tick_and_joined_to_the_one_before() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var symbol = (string[])["BTCUSDT", "DOGEUSDT", "ODDUSDT"];
            foreach (var bars in Play(seed, 200, symbol).GroupBy(bar => bar.Symbol))
            {
                var rules = PaperInstruments.Listed(bars.Key) ?? PaperInstruments.Derive(bars.Key, 100, 2);
                decimal? previous = null;
                foreach (var bar in bars)
                {
                    Assert.True(
                        bar.Low > 0 && bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close) && bar.Volume > 0);
                    Assert.All((decimal[])[bar.Open, bar.High, bar.Low, bar.Close], price => Assert.True(rules.IsOnTick(price)));
                    Assert.True(rules.IsOnStep(bar.Volume));
                    Assert.Equal(previous ?? bar.Open, bar.Open);
                    previous = bar.Close;
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Moves_are_of_the_size_of_a_real_minute_and_trends_carry_several_stop_distances()
    {
        foreach (var seed in (long[])[1, 2, 3, 4, 5])
        {
            var closes = Play(seed, 20_000, "BTCUSDT").ConvertAll(bar => (double)bar.Close);
            var returns = closes.Zip(closes.Skip(1), (one, next) => (next / one) - 1).ToList();
            Assert.InRange(Math.Sqrt(returns.Average(r => r * r)), 0.001, 0.003);

            // In a day of 1440 minutes, at least one stretch of 240 that goes 3 % or more one way: three stop distances of 1 %.
            var days = closes.Chunk(1440).Where(day => day.Length == 1440).ToList();
            var carried = days.Count(day => day.Skip(240).Zip(day, (next, one) => Math.Abs((next / one) - 1)).Max() >= 0.03);
            Assert.True(carried >= days.Count * 0.9, $"seed {seed}: {carried} of {days.Count} days");
        }
    }

    [Fact]
    public void A_long_market_neither_dies_nor_runs_away()
    {
        foreach (var seed in (long[])[1, 2, 3])
            Assert.All(Play(seed, 100_000, "BTCUSDT"), bar => Assert.InRange(bar.Close, 3_000, 1_200_000));
    }

    [Fact]
    public void Without_a_count_it_does_not_end()
    {
        using var market = new SimulatedMarket(new(1, ["BTCUSDT"], 0, BarInterval.OneHour));
        for (var i = 0; i < 5_000; i++)
            Assert.Equal(i * 3_600_000L, market.Take()!.OpenTimeMs);
        Assert.NotNull(market.Peek());
    }

    [Theory]
    [InlineData("BTCUSDT,BTCUSDT", 0, 1, "none twice")]
    [InlineData("BTCUSDT,btcusdt", 0, 1, "none twice")]
    [InlineData("", 0, 1, "none empty")]
    [InlineData("BTCUSDT", 1, 1, "multiple of the interval 1m")]
    [InlineData("BTCUSDT", -60_000, 1, "multiple of the interval 1m")]
    [InlineData("BTCUSDT", 0, -1, "0 or more")]
    public void Options_that_make_no_market_are_refused(string symbols, long start, long bars, string rule) =>
        Assert.Contains(
            rule, Assert.Throws<ArgumentException>(() => new SimulatedMarket(new(1, symbols.Split(','), start, BarInterval.OneMinute, bars))).Message);
}
