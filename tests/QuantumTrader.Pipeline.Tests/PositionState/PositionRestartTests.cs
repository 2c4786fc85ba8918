using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>What a position has lived through outlasts the process that watches it.</summary>
public sealed class PositionRestartTests
{
    private static readonly HashKey<PositionRecord> Hash = Keys.Position(Bench.Btc);

    // The stage is away while the second bar happens: it is on the stream and in the history when it comes back.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_KeepsPeakAndTrough_AndCountsTheBarsInBetween(bool historyOnly)
    {
        await using var bench = new Bench();
        await PlayAsync(bench, await StartAsync(bench), 0, 110, 95, Accounts.Position(PositionSide.Long, 100));
        await Bars.FeedAsync(bench, Bars.At(1, 100, 120, 90, 100));
        if (historyOnly)
            await bench.Context.Bus.TrimAsync(Keys.Klines.Name, 0);

        var restarted = await StartAsync(bench);
        await PlayAsync(bench, restarted, 2, 101, 99, Accounts.Position(PositionSide.Long, 100));

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal((120, 90), (record.PeakPrice, record.TroughPrice));
    }

    // The history is full of bars since then: the hash alone remembers.
    [Fact]
    public async Task Restart_WithoutHistory_KeepsPeakAndTroughFromTheHash()
    {
        await using var bench = new Bench();
        await PlayAsync(bench, await StartAsync(bench), 0, 110, 95, Accounts.Position(PositionSide.Long, 100));
        await bench.Context.Store.DeleteAsync(Keys.History(Bench.Btc, BarInterval.OneMinute).Name);

        await PlayAsync(bench, await StartAsync(bench), 1, 101, 99, Accounts.Position(PositionSide.Long, 100));

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal((110, 95), (record.PeakPrice, record.TroughPrice));
    }

    [Fact]
    public async Task Restart_WithUnacknowledgedBars_TakesEachOnce_AndLosesNone()
    {
        await using var bench = new Bench();
        var dying = await StartAsync(bench);
        for (var index = 0; index < 600; index++)
            await Bars.FeedAsync(bench, Bars.At(index, 100, 100 + index, 100, 100));
        await Accounts.PublishAsync(bench, Accounts.Of(bench, Accounts.Position(PositionSide.Long, 100)));
        bench.Faults.Before("set", Hash.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(dying));

        await Bench.RunAsync(await StartAsync(bench));

        Assert.Equal(699, (await bench.ReadAsync(Hash))!.PeakPrice);
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Keys.Klines.Name)).Pending);
        Assert.Equal(0, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.Klines.Name)));
    }

    // Neither the event nor the fill is there any more when the stage comes back.
    [Fact]
    public async Task Position_ThatEndedUnseen_IsWrittenFlatAfterARestart()
    {
        await using var bench = await WithPositionAsync();
        await Bench.RunAsync(await StartAsync(bench));
        await EndAsync(bench);
        await bench.Context.Bus.TrimAsync(Keys.VenueEvents.Name, 0);

        await Bench.RunAsync(await StartAsync(bench));

        Assert.True((await bench.ReadAsync(Hash))!.IsFlat);
        Assert.True((await bench.EntriesAsync(Keys.PositionSnapshots))[^1].Position.IsFlat);
    }

    [Fact]
    public async Task StoredPosition_ThatCannotBeRead_IsReported_AndReplaced()
    {
        await using var bench = await WithPositionAsync();
        await bench.SetFieldsAsync(Hash.Name, ("symbol", Bench.Btc));

        await Bench.RunAsync(await StartAsync(bench));

        Assert.Equal(PositionSide.Long, (await bench.ReadAsync(Hash))!.Side);
        Assert.Equal(1, bench.Log.Count("BTCUSDT: peak and trough start anew"));
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
