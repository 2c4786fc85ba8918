using QuantumTrader.Domain;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

/// <summary>Position snapshots: prices, confirmed stops, and the truth about the position.</summary>
public sealed class VenueWordTests
{
    [Fact]
    public async Task Mark_IsAPrice()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await SeeAsync(bench, stage, Seen(bench, mark: 3350));

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
    }

    // Opened without a stop; the first that the venue confirms says what was at risk.
    [Fact]
    public async Task FirstConfirmedStop_MeasuresTheRisk()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench, stop: null);
        await SeeAsync(bench, stage, Seen(bench, mark: 3301, stop: 3250));
        await Brains.PriceAsync(bench, stage, 3325);

        Assert.Equal(0.5m, (await Brains.SuggestedAsync(bench))[0].RLevel);
        Assert.Equal(50, (await Brains.SuggestedAsync(bench))[0].RiskUnit);
    }

    // In shadow mode the stop is not moved: that it rests where it did is no reason to suggest it again, a tighter one of somebody else's is taken over.
    [Theory]
    [InlineData(3200, 3300)]
    [InlineData(3320, 3320)]
    public async Task InShadow_StopsOnlyTighten(int resting, int believed)
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        bench.Pass(60);
        await SeeAsync(bench, stage, Seen(bench, mark: 3350, stop: resting));

        Assert.Equal(believed, (await Brains.LedgerAsync(bench))!.Position!.StopLoss);
        Assert.Equal(2, (await Brains.SuggestedAsync(bench)).Count);
    }

    [Fact]
    public async Task AnotherPosition_HoldsActsBack_AndIsTakenOverWhenItLasts()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        bench.Pass(1);
        await SeeAsync(bench, stage, Seen(bench, mark: 3350, quantity: 0.4m));
        Assert.Equal(2, stage.Metrics.Blocked.Value(BrainBlock.PositionDisagrees.ToCode()));
        Assert.Empty(await Brains.SuggestedAsync(bench));
        bench.Pass(4);
        await SeeAsync(bench, stage, Seen(bench, mark: 3350, quantity: 0.4m));
        Assert.Empty(await Brains.SuggestedAsync(bench));
        bench.Pass(1);
        await SeeAsync(bench, stage, Seen(bench, mark: 3350, quantity: 0.4m));

        // The missing part counts as closed: the rung is still a quarter of what was opened.
        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
        Assert.Equal((0.4m, 1m), (await Brains.LedgerAsync(bench))!.Position is { } held ? (held.Quantity, held.OriginalQuantity) : default);
        Assert.Equal(1, stage.Metrics.Adopted.Value());
    }

    // The snapshot that knows of a fill before we do is no disagreement.
    [Fact]
    public async Task FillThatComesAfterItsSnapshot_IsCountedOnce()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await SeeAsync(bench, stage, Seen(bench, mark: 3300));
        bench.Pass(4);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        bench.Pass(10);
        await SeeAsync(bench, stage, Seen(bench, mark: 3350));

        Assert.Equal(1m, (await Brains.LedgerAsync(bench))!.Position!.Quantity);
        Assert.Equal(0, stage.Metrics.Adopted.Value());
        Assert.Equal(2, (await Brains.SuggestedAsync(bench)).Count);
    }

    // Nobody told of the opening: it is taken from the venue, and a fill from before, delivered late, is in it already.
    [Fact]
    public async Task PositionThatNobodyToldOf_IsTakenFromTheVenue_Once()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await SeeAsync(bench, stage, Seen(bench, mark: 3300));
        bench.Pass(5);
        await Brains.FillAsync(bench);
        await SeeOnlyAsync(bench, Seen(bench, mark: 3300));
        bench.Faults.Before("read", Messaging.Contract.Keys.ExecutionResults.Name);
        await Assert.ThrowsAsync<Messaging.EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(1m, (await Brains.LedgerAsync(bench))!.Position!.Quantity);
        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench));
    }

    [Fact]
    public async Task PositionThatTheVenueHasNotAnyMore_IsGone()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Bench.RunAsync(stage);
        for (var i = 0; i < 2; i++)
        {
            bench.Pass(5);
            await SeeAsync(bench, stage, Given.Flat(bench.NowEpoch, Bench.Eth));
        }

        Assert.Equal(0, stage.Metrics.Positions.Value());
        Assert.Null(stage.Metrics.R.Value(Bench.Eth));
        Assert.Null((await Brains.LedgerAsync(bench))!.Position);
    }

    [Fact]
    public async Task TheOtherSide_IsAnotherPosition()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        for (var i = 0; i < 2; i++)
        {
            bench.Pass(6);
            await SeeAsync(bench, stage, Seen(bench, mark: 3400, stop: 3500, side: PositionSide.Short, entry: 3400));
        }

        var held = (await Brains.LedgerAsync(bench))!.Position!;
        Assert.Equal((PositionSide.Short, 3400m, 3500m, 0), (held.Side, held.EntryPrice, held.EntryStop, held.Taken.Count));
    }

    internal static PositionRecord Seen(
        Bench bench, decimal mark, decimal quantity = 1, decimal? stop = 3200, PositionSide side = PositionSide.Long, decimal entry = 3300) => new(
        Bench.Eth, side, quantity, entry, mark, 0, 10, mark, mark, Bench.StartEpoch, stop, null, stop is not null, bench.NowEpoch, Provenance.Paper);

    internal static async Task SeeAsync(Bench bench, HarvestBrainStage stage, PositionRecord seen)
    {
        await SeeOnlyAsync(bench, seen);
        await Bench.RunAsync(stage);
    }

    private static Task SeeOnlyAsync(Bench bench, PositionRecord seen) => bench.AppendAsync(Messaging.Contract.Keys.PositionSnapshots, new PositionSnapshotRecord(seen, null));
}
