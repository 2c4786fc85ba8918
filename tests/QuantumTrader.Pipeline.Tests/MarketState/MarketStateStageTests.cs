using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.MarketState;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.MarketState;

public sealed class MarketStateStageTests
{
    private static readonly HashKey<MarketStateRecord> Hash = new(Keys.MarketStatePrefix + Bench.Btc);
    private static readonly MarketStateOptions Options = new() { Symbols = SymbolList.Of(Bench.Btc) };

    [Fact]
    public async Task EnoughBars_GiveTheEstimatorsReading_InHashAndStream()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        var bars = Bars.Simulated(258);
        await FeedAsync(bench, stage, bars.Take(256));
        Assert.Null(await bench.ReadAsync(Hash));
        Assert.Equal(["BTCUSDT: 256 of 257 closes"], stage.LastCycle.Failures);
        await FeedAsync(bench, stage, bars.Skip(256));

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal(RecordOf(bars), record);
        Assert.Equal(bench.NowEpoch, record.InputsEpoch);
        Assert.Equal(TimeSpan.FromSeconds(180), await bench.LifeAsync(Hash.Name));
        var entries = await bench.EntriesAsync(Keys.MarketStates);
        Assert.Equal(2, entries.Count);
        Assert.Equal(
            new MarketStateEntry(Bench.Btc, record.TrendStrength, record.Sigma, record.Mu, record.Regimes.Dominant(), record.InputsEpoch, Provenance.Paper),
            entries[1]);
    }

    // A reader decides alike whether it gets the object or its text.
    [Fact]
    public void Record_HoldsWhatTheWireCanHold()
    {
        var record = RecordOf(Bars.Simulated(300));

        Assert.Equal(record, WireFields.Of(record).Read<MarketStateRecord>(Hash.Name).Value);
    }

    [Fact]
    public async Task Bar_IsTakenOnce_HoweverOftenItComes()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        var bars = Bars.Simulated(260);
        await FeedAsync(bench, stage, bars);
        await FeedAsync(bench, stage, bars.Skip(200));

        Assert.Equal(RecordOf(bars), await bench.ReadAsync(Hash));
        Assert.Equal(4, bench.Faults.Count("set", Hash.Name));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Gap_IsCounted_AndRestartsTheWindowWhenItIsTooLong(int missing, bool survives)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        var bars = Bars.Simulated(600);
        var kept = bars.Take(300).Concat(bars.Skip(300 + missing)).Take(301).ToList();
        await FeedAsync(bench, stage, kept);

        Assert.Equal(1, bench.Log.Count($"{missing} bars missing before the one of"));
        Assert.Equal(survives ? RecordOf(kept) : null, await bench.ReadAsync(Hash));
        if (survives)
            return;
        Assert.Equal(["BTCUSDT: 1 of 257 closes"], stage.LastCycle.Failures);
        await FeedAsync(bench, stage, bars.Skip(307).Take(256));
        Assert.Equal(RecordOf(bars.Skip(306).Take(257)), await bench.ReadAsync(Hash));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Bar_WithAPriceThatIsNone_IsRefused(int price)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        var bars = Bars.Simulated(301).ToList();
        var broken = bars[299] with { Close = price };
        await FeedAsync(bench, stage, [.. bars.Take(299), broken, bars[300]]);

        Assert.Equal(RecordOf([.. bars.Take(299), bars[300]]), await bench.ReadAsync(Hash));
        Assert.Equal(1, bench.Log.Count("refused: invalid_price"));
    }

    // A bar of another length restarts the window only if it is a good one.
    [Fact]
    public async Task RefusedBar_OfAnotherLength_LeavesTheWindowAlone()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        var bars = Bars.Simulated(301).ToList();
        await FeedAsync(bench, stage, [.. bars.Take(300), bars[0] with { Interval = BarInterval.FiveMinutes, Close = 0 }, bars[300]]);

        Assert.Equal(RecordOf(bars), await bench.ReadAsync(Hash));
    }

    [Theory]
    [InlineData("5m", 900)]
    [InlineData("1h", 10_800)]
    public async Task LongerBars_LiveLonger(string text, double life)
    {
        await using var bench = new Bench();
        Assert.True(BarInterval.TryParse(text, out var interval));
        var bars = Bars.Simulated(258, interval);
        await FeedAsync(bench, await StartAsync(bench), bars);

        Assert.Equal(RecordOf(bars), await bench.ReadAsync(Hash));
        Assert.Equal(TimeSpan.FromSeconds(life), await bench.LifeAsync(Hash.Name));
        Assert.Equal(2, bench.Faults.Count("set", Hash.Name));
    }

    [Fact]
    public async Task PublishInterval_LongerThanTheBars_SkipsSome_AndTheLifeFollowsIt()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new() { Symbols = Options.Symbols, PublishIntervalSeconds = 300 });
        await FeedAsync(bench, stage, Bars.Simulated(257 + 11));

        Assert.Equal([257, 262, 267], (await bench.EntriesAsync(Keys.MarketStates)).Select(entry => (entry.Timestamp - Bench.StartEpoch) / 60));
        Assert.Equal(TimeSpan.FromSeconds(900 - 60), await bench.LifeAsync(Hash.Name));
    }

    [Theory]
    [InlineData("set", Keys.MarketStatePrefix + Bench.Btc)]
    [InlineData("append", "quantum:stream:marketstate")]
    [InlineData("acknowledge", "quantum:stream:market.klines")]
    public async Task Write_ThatFails_IsTriedAgain(string operation, string name)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        var bars = Bars.Simulated(260);
        await FeedAsync(bench, stage, bars.Take(259));
        bench.Faults.Before(operation, name);
        await Bars.FeedAsync(bench, bars[259]);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);

        Assert.Equal(RecordOf(bars), await bench.ReadAsync(Hash));
        Assert.Equal(bench.NowEpoch, (await bench.EntriesAsync(Keys.MarketStates))[^1].Timestamp);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.Klines.Name)).Pending);
        Assert.Equal(0, bench.Log.Count("missing"));
    }

    [Fact]
    public async Task Source_OfTheBarsTravels_AndOtherSymbolsAreLeftOut()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        foreach (var bar in Bars.Simulated(257, null, Bench.Btc, Bench.Eth))
            await Bars.FeedAsync(bench, bar, Provenance.Replay);
        await Bench.RunAsync(stage);

        Assert.Equal(Provenance.Replay, (await bench.ReadAsync(Hash))!.Source);
        Assert.Null(await bench.ReadAsync(new HashKey<MarketStateRecord>(Keys.MarketStatePrefix + Bench.Eth)));
    }

    [Fact]
    public async Task SyntheticSource_IsMarked_Reproducible_AndRenewedAtItsInterval()
    {
        var first = await SyntheticAsync(seed: 1);
        var again = await SyntheticAsync(seed: 1);
        var other = await SyntheticAsync(seed: 2);

        Assert.Equal(first, again);
        Assert.NotEqual(first[0].Sigma, other[0].Sigma);
        Assert.Equal(2, first.Count);
        Assert.All(first, record => Assert.Equal(Provenance.Synthetic, record.Source));
    }

    private static async Task<IReadOnlyList<MarketStateRecord>> SyntheticAsync(long seed)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, new() { Symbols = Options.Symbols, Source = MarketStateSource.Synthetic, Seed = seed });
        var records = new List<MarketStateRecord>();
        for (var i = 0; i < 2; i++)
        {
            await Bench.RunAsync(stage);
            records.Add((await bench.ReadAsync(Hash))!);
            Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(60), stage.NextDue);
            bench.Pass(60);
        }

        return records;
    }

    private static Task<MarketStateStage> StartAsync(Bench bench, MarketStateOptions? options = null) =>
        Bench.StartAsync(new MarketStateStage(bench.Context, options ?? Options));

    private static async Task FeedAsync(Bench bench, MarketStateStage stage, IEnumerable<Bar> bars)
    {
        foreach (var bar in bars)
        {
            await Bars.FeedAsync(bench, bar);
            await Bench.RunAsync(stage);
        }
    }

    private static MarketStateRecord RecordOf(IEnumerable<Bar> bars)
    {
        var list = bars.ToList();
        var estimator = new MarketStateEstimator(new MarketStateTheta());
        foreach (var bar in list)
            estimator.Add((double)bar.Close);
        Assert.True(estimator.TryRead(out var reading));
        return MarketStateRecord.Of(reading, list[^1].EndTimeMs / 1000, estimator.Count, list[^1].Interval, Provenance.Paper);
    }
}
