using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>While the account says flat, the hash says so: without it, readers would look for the position elsewhere.</summary>
public sealed class FlatTests
{
    private static readonly HashKey<PositionRecord> Hash = Keys.Position(Bench.Btc);

    // The hash lives an hour; it is renewed after half of that, and told of once.
    [Fact]
    public async Task Flat_IsRenewedOnceEachHalfOfItsLife_WhileTheStageRuns()
    {
        await using var bench = new Bench();
        var stage = await EndedAsync(bench);
        var writes = bench.Faults.Count("set", Hash.Name);
        var snapshots = (await bench.EntriesAsync(Keys.PositionSnapshots)).Count;
        for (var minute = 0; minute < 180; minute++)
        {
            bench.Pass(60);
            await Fills.HappenAsync(bench, 0);
            await Bench.RunAsync(stage);
            Assert.True((await bench.ReadAsync(Hash))!.IsFlat);
        }

        Assert.Equal(writes + 6, bench.Faults.Count("set", Hash.Name));
        Assert.Equal(snapshots, (await bench.EntriesAsync(Keys.PositionSnapshots)).Count);
    }

    // Nothing was ever known of the symbol: the hash says flat, and there is no news in it.
    [Fact]
    public async Task Symbol_ThatTheVenueKnows_IsWrittenFlat_WithoutANotice()
    {
        await using var bench = new Bench();
        await Fills.HappenAsync(bench, 0);
        await Bench.RunAsync(await Fills.StartAsync(bench));

        Assert.True((await bench.ReadAsync(Hash))!.IsFlat);
        Assert.Empty(await bench.EntriesAsync(Keys.PositionSnapshots));
    }

    // The process that wrote the hash died before it told of it.
    [Fact]
    public async Task Flat_ThatWasWrittenAndNotTold_IsToldByTheNextProcess()
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 2, Fills.Of(bench, "t1", 2));
        await Bench.RunAsync(stage);
        await Fills.HappenAsync(bench, 0, Fills.Of(bench, "t2", -2));
        bench.Faults.Before("append", Keys.PositionSnapshots.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        Assert.True((await bench.ReadAsync(Hash))!.IsFlat);
        await Bench.RunAsync(await Fills.StartAsync(bench));

        Assert.True((await bench.EntriesAsync(Keys.PositionSnapshots))[^1].Position.IsFlat);
    }

    [Fact]
    public async Task NextPosition_IsOpenAgain_AndFlatAgain()
    {
        await using var bench = new Bench();
        var stage = await EndedAsync(bench);
        await Fills.HappenAsync(bench, 1, Fills.Of(bench, "t3", 1));
        await Bench.RunAsync(stage);
        Assert.False((await bench.ReadAsync(Hash))!.IsFlat);
        await Fills.HappenAsync(bench, 0, Fills.Of(bench, "t4", -1));
        await Bench.RunAsync(stage);

        Assert.True((await bench.ReadAsync(Hash))!.IsFlat);
        Assert.Equal([false, true, false, true], (await bench.EntriesAsync(Keys.PositionSnapshots)).Select(snapshot => snapshot.Position.IsFlat));
    }

    private static async Task<PositionStateStage> EndedAsync(Bench bench)
    {
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 2, Fills.Of(bench, "t1", 2));
        await Bench.RunAsync(stage);
        await Fills.HappenAsync(bench, 0, Fills.Of(bench, "t2", -2));
        await Bench.RunAsync(stage);
        return stage;
    }
}
