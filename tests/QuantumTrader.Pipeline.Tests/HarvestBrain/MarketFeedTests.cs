using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

public sealed class MarketFeedTests
{
    [Fact]
    public async Task ClosedBar_IsAPrice_WhereNoVenueSpeaks()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await BarAsync(bench, stage, 3350);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
    }

    // The bar closes at 3400, but the venue may have ended the position within it: its own word comes first.
    [Fact]
    public async Task WhereTheVenueSpeaks_ItsMarkIsThePrice()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await VenueWordTests.SeeAsync(bench, stage, VenueWordTests.Seen(bench, mark: 3301));
        await BarAsync(bench, stage, 3400);
        Assert.Empty(await Brains.SuggestedAsync(bench));
        bench.Pass(31);
        await BarAsync(bench, stage, 3350);

        Assert.Equal(2, (await Brains.SuggestedAsync(bench)).Count);
    }

    // Fifteen bars, each with a range of 20: ATR 20, so the stop follows at 40. Told by the history, or by the stream while the position is open.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StopFollows_AtTwiceTheAverageTrueRange(bool fromHistory)
    {
        await using var bench = new Bench();
        for (var i = 0; fromHistory && i < 15; i++)
            await bench.Engine.Store.AddToSeriesAsync(Keys.History(Bench.Eth, BarInterval.OneMinute), Bar(i - 15, 3300).OpenTimeMs, new KlineRecord(Bar(i - 15, 3300), Provenance.Paper));
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        for (var i = 0; !fromHistory && i < 15; i++)
        {
            bench.Pass(60);
            await BarAsync(bench, stage, 3300);
        }

        await Brains.PriceAsync(bench, stage, 3400);
        Assert.Equal("stop 3360 at 1 R", (await Brains.TextsAsync(bench))[^1]);
        Assert.Equal("trail_atr", (await Brains.SuggestedAsync(bench))[^1].Reason);
    }

    // Bars of five minutes have an ATR of another kind; the entry risk stands in.
    [Fact]
    public async Task LongerBars_AreNoMeasureOfTheTrail()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        for (var i = 0; i < 15; i++)
        {
            bench.Pass(300);
            await BarAsync(bench, stage, 3300, BarInterval.FiveMinutes);
        }

        await Brains.PriceAsync(bench, stage, 3700);
        Assert.Equal("trail_entry_risk", (await Brains.SuggestedAsync(bench))[^1].Reason);
    }

    private static async Task BarAsync(Bench bench, HarvestBrainStage stage, decimal close, BarInterval? interval = null)
    {
        await bench.AppendAsync(Keys.Klines, new KlineRecord(Bar((int)((bench.NowEpoch - Bench.StartEpoch) / 60), close, interval) with { OpenTimeMs = bench.Context.NowMs - (interval ?? BarInterval.OneMinute).Milliseconds }, Provenance.Paper));
        await Bench.RunAsync(stage);
    }

    private static Bar Bar(int minute, decimal close, BarInterval? interval = null) => new(
        Bench.Eth, interval ?? BarInterval.OneMinute, (Bench.StartEpoch + (minute * 60)) * 1000, close, close + 10, close - 10, close, 1);
}
