using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Feed;

public sealed class FeedStageTests
{
    private static readonly Bar[] TwoInstants =
        [Bars.Flat(0, 100), Bars.Flat(0, 50, Bench.Eth), Bars.Flat(1, 101), Bars.Flat(1, 51, Bench.Eth)];

    [Fact]
    public async Task Clock_PublishesEachInstantTogether_AndNotBeforeItIsOver()
    {
        await using var bench = new Bench();
        var feed = Feed(bench, FeedPace.Clock, TwoInstants);
        Assert.False(await StepAsync(feed));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(60), feed.NextDue);

        bench.Pass(60);
        Assert.True(await StepAsync(feed));
        Assert.Equal(TwoInstants[..2], await PublishedAsync(bench));
        Assert.False(await StepAsync(feed));
        bench.Pass(60);
        Assert.True(await StepAsync(feed));

        Assert.Equal(TwoInstants, await PublishedAsync(bench));
        Assert.Equal(4, feed.BarsPublished);
    }

    [Fact]
    public async Task Bar_IsOnTheStream_InTheHistory_AndTheNewestPrice()
    {
        await using var bench = new Bench();
        await Feed(bench, FeedPace.Lockstep, TwoInstants).StepAsync(default);

        Assert.Equal(new KlineRecord(TwoInstants[0], Provenance.Replay), (await bench.EntriesAsync(Keys.Klines))[0]);
        var history = Assert.Single(await bench.Context.Store.ReadSeriesAsync(Keys.History(Bench.Eth, BarInterval.OneMinute), 10));
        Assert.Equal(new KlineRecord(TwoInstants[1], Provenance.Replay), history.Value);
        Assert.Equal(
            new TickerRecord(100, null, null, (Bench.StartEpoch + 60) * 1000, Provenance.Replay), await bench.ReadAsync(Keys.Ticker(Bench.Btc)));
        Assert.Equal(TimeSpan.FromSeconds(60), await bench.LifeAsync(Keys.Ticker(Bench.Btc).Name));
    }

    [Fact]
    public async Task Lockstep_WaitsForWhatIsUnread_AndForWhatIsUnacknowledged()
    {
        await using var bench = new Bench();
        var consumer = await ConsumerAsync(bench, "one");
        var feed = Feed(bench, FeedPace.Lockstep, TwoInstants);
        Assert.True(await StepAsync(feed));

        Assert.False(await StepAsync(feed));
        await consumer.TakeAsync(_ => { }, default);
        Assert.False(await StepAsync(feed));
        await consumer.AcknowledgeAsync(default);
        Assert.True(await StepAsync(feed));

        Assert.Equal(TwoInstants, await PublishedAsync(bench));
    }

    [Theory]
    [InlineData("quantum:stream:venue.event")]
    [InlineData("quantum:stream:marketstate")]
    [InlineData("quantum:stream:position.snapshot")]
    [InlineData("quantum:stream:risk.proposal")]
    public async Task Lockstep_WaitsForTheStreamsBetweenTheStages(string stream)
    {
        await using var bench = new Bench();
        var feed = Feed(bench, FeedPace.Lockstep, TwoInstants);
        await StepAsync(feed);
        var words = new StreamKey<Word>(stream);
        await bench.Context.Bus.CreateGroupAsync(stream, "stage", GroupStart.End);
        await bench.AppendAsync(words, new Word("work"));

        Assert.False(await StepAsync(feed));
        var entry = Assert.Single(await bench.Context.Bus.ReadNewAsync(words, new Consumer("stage", "stage"), 10));
        await bench.Context.Bus.AcknowledgeAsync(stream, "stage", [entry.Id]);

        Assert.True(await StepAsync(feed));
    }

    [Fact]
    public async Task Lockstep_GivesUpTheGroupThatStandsStill_AndStillWaitsForTheOthers()
    {
        await using var bench = new Bench();
        await ConsumerAsync(bench, "dead");
        var alive = await ConsumerAsync(bench, "alive");
        Bar[] bars = [.. TwoInstants, Bars.Flat(2, 102), Bars.Flat(3, 103)];
        var feed = Feed(bench, FeedPace.Lockstep, bars);
        await StepAsync(feed);
        await ConsumeAsync(alive);

        Assert.False(await StepAsync(feed));
        bench.Pass(4.9);
        Assert.False(await StepAsync(feed));
        bench.Pass(0.1);
        Assert.True(await StepAsync(feed));
        Assert.Equal(1, bench.Log.Count("group dead of quantum:stream:market.klines has not moved for 5 s"));

        // The dead one is not waited for any more; the other one is.
        Assert.False(await StepAsync(feed));
        bench.Pass(1);
        await ConsumeAsync(alive);
        Assert.True(await StepAsync(feed));
        Assert.Equal(1, bench.Log.Count("has not moved"));
    }

    [Fact]
    public async Task Lockstep_WaitsForASlowGroupAsLongAsItMoves_AndForOneThatCameBack()
    {
        await using var bench = new Bench();
        var slow = await ConsumerAsync(bench, "slow");
        var feed = Feed(bench, FeedPace.Lockstep, [Bars.Flat(0, 100), Bars.Flat(0, 50, Bench.Eth), Bars.Flat(1, 101)]);
        await StepAsync(feed);

        Assert.False(await StepAsync(feed));
        bench.Pass(4);
        await slow.TakeAsync(_ => { }, default);
        Assert.False(await StepAsync(feed));
        bench.Pass(4);
        Assert.False(await StepAsync(feed));
        bench.Pass(1);
        Assert.True(await StepAsync(feed));

        await slow.AcknowledgeAsync(default);
        Assert.False(await StepAsync(feed));
        Assert.False(feed.IsFinished);
    }

    [Theory]
    [InlineData("append", "quantum:stream:market.klines", false)]
    [InlineData("append", "quantum:stream:market.klines", true)]
    [InlineData("add", "quantum:history:ohlcv:ETHUSDT:1m", false)]
    [InlineData("set", "quantum:ticker:BTCUSDT", false)]
    public async Task EngineLost_NoBarIsLost_NorOutOfOrder(string operation, string name, bool carriedOut)
    {
        await using var bench = new Bench();
        var feed = Feed(bench, FeedPace.Lockstep, TwoInstants);
        bench.Faults.At(operation, name, carriedOut);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => StepAsync(feed));
        Assert.False(feed.IsFinished);
        await Bench.RunAsync(feed);

        Assert.Equal(TwoInstants, (await PublishedAsync(bench)).Distinct());
        Assert.True(feed.IsFinished);
        Assert.Equal(4, feed.BarsPublished);
    }

    [Theory]
    [InlineData(FeedPace.Lockstep)]
    [InlineData(FeedPace.Clock)]
    public async Task IsFinished_WhenTheConsumersHaveFinishedTheLastBar(FeedPace pace)
    {
        await using var bench = new Bench();
        var consumer = await ConsumerAsync(bench, "one");
        var feed = Feed(bench, pace, Bars.Flat(0, 100));
        bench.Pass(60);
        await StepAsync(feed);

        Assert.False(await StepAsync(feed));
        Assert.False(feed.IsFinished);
        await ConsumeAsync(consumer);
        Assert.False(await StepAsync(feed));

        Assert.True(feed.IsFinished);
    }

    private static FeedStage Feed(Bench bench, FeedPace pace, params Bar[] bars) => new(bench.Context, new ListSource(bars), pace);

    private static async Task<bool> StepAsync(FeedStage feed) => await feed.StepAsync(default);

    private static async Task<IReadOnlyList<Bar>> PublishedAsync(Bench bench) =>
        [.. (await bench.EntriesAsync(Keys.Klines)).Select(record => record.Bar)];

    private static async Task<StreamConsumer<KlineRecord>> ConsumerAsync(Bench bench, string name)
    {
        var consumer = new StreamConsumer<KlineRecord>(
            bench.Context.Bus, Keys.Klines, new Consumer(name, name), GroupStart.End, bench.Clock, bench.Log);
        await consumer.StartAsync(default);
        return consumer;
    }

    private static async Task ConsumeAsync(StreamConsumer<KlineRecord> consumer)
    {
        while (await consumer.StepAsync(_ => { }, _ => default, default) > 0)
        {
        }
    }
}
