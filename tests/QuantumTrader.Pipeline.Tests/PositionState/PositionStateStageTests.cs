using QuantumTrader.Domain;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.PositionState;

public sealed class PositionStateStageTests
{
    private static readonly HashKey<PositionRecord> Hash = Keys.Position(Bench.Btc);

    // High, low and close of the bars that the position lives through -> peak, trough, age. It opens at 100 at the start of the first bar.
    [Theory]
    [InlineData(PositionSide.Long)]
    [InlineData(PositionSide.Short)]
    public async Task PeakTroughAndAge_RunOverTheBars(PositionSide side)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        (decimal High, decimal Low, decimal Close, decimal Peak, decimal Trough)[] rows =
            [(101, 99, 100, 101, 99), (105, 100, 104, 105, 99), (104, 97, 98, 105, 97), (100, 98, 99, 105, 97)];
        foreach (var (index, row) in rows.Index())
        {
            await PlayAsync(bench, stage, index, row.High, row.Low, Accounts.Position(side, row.Close));

            var record = (await bench.ReadAsync(Hash))!;
            Assert.Equal((row.Peak, row.Trough, 60 * (index + 1)), (record.PeakPrice, record.TroughPrice, record.AgeSec));
            Assert.Equal((row.Close, bench.NowEpoch, Bench.StartEpoch), (record.MarkPrice, record.InputsEpoch, record.OpenedEpoch));
        }

        Assert.Equal(TimeSpan.FromSeconds(3600), await bench.LifeAsync(Hash.Name));
        Assert.Equal([101, 105, 105, 105], (await bench.EntriesAsync(Keys.PositionSnapshots)).Select(snapshot => snapshot.Position.PeakPrice));
    }

    [Fact]
    public async Task Bar_ThatBeganBeforeThePosition_DoesNotCount()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        await PlayAsync(bench, stage, 0, 150, 50, Accounts.Position(PositionSide.Long, 100, openedEpoch: Bench.StartEpoch + 30));
        await PlayAsync(bench, stage, 1, 103, 99, Accounts.Position(PositionSide.Long, 102, openedEpoch: Bench.StartEpoch + 30));

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal((103, 99), (record.PeakPrice, record.TroughPrice));
    }

    // A flip names a new position: what the old one saw is not its own.
    [Theory]
    [InlineData(PositionSide.Short)]
    [InlineData(PositionSide.Long)]
    public async Task NextPosition_StartsAnew(PositionSide next)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        await PlayAsync(bench, stage, 0, 120, 80, Accounts.Position(PositionSide.Long, 100));
        await PlayAsync(bench, stage, 1, 130, 70, Accounts.Position(next, 100, entry: 101, openedEpoch: Bench.StartEpoch + 120));

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal((next, 101, 100, 0), (record.Side, record.PeakPrice, record.TroughPrice, record.AgeSec));
    }

    [Fact]
    public async Task Flat_IsWrittenOnce_AndAnnounced()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await Bench.RunAsync(stage);
        await EndAsync(bench);
        await Bench.RunAsync(stage);
        for (var refresh = 0; refresh < 3; refresh++)
        {
            bench.Pass(10);
            await EndAsync(bench);
            await Bench.RunAsync(stage);
        }

        Assert.True((await bench.ReadAsync(Hash))!.IsFlat);
        Assert.Equal(2, bench.Faults.Count("set", Hash.Name));
        Assert.Equal([false, true], (await bench.EntriesAsync(Keys.PositionSnapshots)).Select(snapshot => snapshot.Position.IsFlat));
    }

    [Theory]
    [InlineData("set", "quantum:state:positions:BTCUSDT")]
    [InlineData("append", "quantum:stream:position.snapshot")]
    [InlineData("set", "quantum:state:portfolio")]
    [InlineData("acknowledge", "quantum:stream:venue.event")]
    public async Task Flat_IsAnnounced_AlsoWhenTheEngineFailsOnTheWay(string operation, string name)
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await Bench.RunAsync(stage);
        await EndAsync(bench);
        bench.Faults.Before(operation, name);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);

        Assert.True((await bench.ReadAsync(Hash))!.IsFlat);
        Assert.True((await bench.EntriesAsync(Keys.PositionSnapshots))[^1].Position.IsFlat);
        Assert.All(await bench.GroupsAsync(Keys.VenueEvents.Name), group => Assert.Equal(0, group.Pending));
    }

    [Fact]
    public async Task HedgedPosition_IsRefused_AndReportedOnce()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench);
        var both = Accounts.Of(bench, Accounts.Position(PositionSide.Long, 105)) with
        {
            Positions = [Accounts.Position(PositionSide.Long, 105), Accounts.Position(PositionSide.Short, 105)],
        };
        await Accounts.PublishAsync(bench, both);
        await Bench.RunAsync(stage);
        await Accounts.PublishAsync(bench, both);
        await Bench.RunAsync(stage);

        Assert.Null(await bench.ReadAsync(Hash));
        Assert.Empty(await bench.EntriesAsync(Keys.PositionSnapshots));
        Assert.Equal(1, bench.Log.Count("BTCUSDT: hedged_position"));
    }

    [Fact]
    public async Task Snapshot_CarriesTheVolatility_OrNothing()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await Bench.RunAsync(stage);
        await bench.SetAsync(new HashKey<MarketStateRecord>(Keys.MarketStatePrefix + Bench.Btc), Given.Market(bench.NowEpoch));
        bench.Pass(10);
        await Bench.RunAsync(stage);

        Assert.Equal([null, Given.Calm.Sigma], (await bench.EntriesAsync(Keys.PositionSnapshots)).Select(snapshot => snapshot.Sigma));
    }

    [Theory]
    [InlineData(Provenance.Paper, 120, true)]
    [InlineData(Provenance.Paper, 121, false)]
    [InlineData(Provenance.Exchange, 121, false)]
    [InlineData(Provenance.Replay, 1_000_000, true)]
    public async Task StaleAccount_IsNotUsed_ARecordingIsAsOldAsItIs(Provenance source, double age, bool used)
    {
        await using var bench = new Bench();
        await Accounts.PublishAsync(bench, Accounts.Of(bench, Accounts.Position(PositionSide.Long, 105)), source);
        bench.Pass(age);

        await Bench.RunAsync(await StartAsync(bench));

        Assert.Equal(used, await bench.ReadAsync(Hash) is not null);
        Assert.Equal(used, await bench.ReadAsync(Keys.Portfolio) is not null);
        Assert.Equal(used ? 0 : 1, bench.Log.Count("account_stale"));
    }

    [Fact]
    public async Task Account_MissingOrUnreadable_WritesNothing()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await Bench.RunAsync(stage);
        await bench.Context.Store.SetTextAsync(Keys.VenueAccount, "{\"ts_epoch\": 1}", timeToLive: null);
        bench.Pass(10);
        await Bench.RunAsync(stage);
        await bench.Context.Store.DeleteAsync(Keys.VenueAccount);
        bench.Pass(10);
        await Bench.RunAsync(stage);

        Assert.False((await bench.ReadAsync(Hash))!.IsFlat);
        Assert.Equal(1, bench.Faults.Count("set", Hash.Name));
        Assert.Equal(1, bench.Log.Count("account_unreadable"));
    }

    [Fact]
    public async Task Position_WithoutAPrice_IsReportedAndNotGuessed()
    {
        await using var bench = new Bench();
        var account = Accounts.Of(bench, Accounts.Position(PositionSide.Long, 105)) with { Marks = new Dictionary<string, VenueMark>() };
        await Accounts.PublishAsync(bench, account);

        await Bench.RunAsync(await StartAsync(bench));

        Assert.Null(await bench.ReadAsync(Hash));
        Assert.Equal(1, bench.Log.Count("BTCUSDT: mark_missing"));
    }

    [Fact]
    public async Task Refresh_WritesOpenPositionsAgain_AfterItsIntervalOnly()
    {
        await using var bench = await WithPositionAsync();
        var stage = await StartAsync(bench);
        await Bench.RunAsync(stage);
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(10), stage.NextDue);
        bench.Pass(9);
        Assert.Equal(0, await Bench.RunAsync(stage));
        bench.Pass(1);
        Assert.Equal(1, await Bench.RunAsync(stage));

        Assert.Equal(2, bench.Faults.Count("set", Hash.Name));
        Assert.Equal(TimeSpan.FromSeconds(120), await bench.LifeAsync(Keys.Portfolio.Name));
    }

    private static Task<PositionStateStage> StartAsync(Bench bench) =>
        Bench.StartAsync(new PositionStateStage(bench.Context, new PositionStateOptions()));

    private static async Task<Bench> WithPositionAsync()
    {
        var bench = new Bench();
        await Accounts.PublishAsync(bench, Accounts.Of(bench, Accounts.Position(PositionSide.Long, 105)));
        return bench;
    }

    private static Task EndAsync(Bench bench) => Accounts.PublishAsync(
        bench, Accounts.Of(bench) with { Marks = new Dictionary<string, VenueMark> { [Bench.Btc] = new(104, bench.NowEpoch * 1000) } });

    private static async Task PlayAsync(Bench bench, PositionStateStage stage, int index, decimal high, decimal low, VenuePosition position)
    {
        await Bars.FeedAsync(bench, Bars.At(index, position.MarkPrice, high, low, position.MarkPrice));
        await Accounts.PublishAsync(bench, Accounts.Of(bench, position));
        await Bench.RunAsync(stage);
    }
}
