using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.HarvestProposal;

/// <summary>A full close keeps its plan while its cause lasts, and gets a new one after each repeat time. Positions are at a loss: no partials, no stops.</summary>
public sealed class FullCloseTests
{
    private const long Opened = Bench.StartEpoch - 3600;
    private static readonly HashKey<HarvestProposalRecord> Hash = new(Keys.HarvestProposalPrefix + Bench.Btc);

    // Seconds after the first proposal -> number in the plan.
    [Theory]
    [InlineData(900, new[] { 0, 60, 840, 900, 1740, 1800, 2760 }, new[] { 0, 0, 0, 1, 1, 2, 3 })]
    [InlineData(60, new[] { 0, 60, 120 }, new[] { 0, 1, 2 })]
    [InlineData(0, new[] { 0, 900, 86_400 }, new[] { 0, 0, 0 })]
    public async Task Plan_ChangesWithEachWholeRepeatTime(int repeatSec, int[] seconds, int[] repeats)
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, repeatSec);
        var plans = new List<string?>();
        foreach (var second in seconds)
        {
            await StepAsync(bench, stage, second, Given.Flipped);
            plans.Add((await bench.ReadAsync(Hash))!.PlanId);
        }

        Assert.Equal(repeats.Select(PlanOf), plans);
    }

    [Fact]
    public async Task Repeat_IsPublishedAtOnce_ThoughNothingElseChanged()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, repeatSec: 30);
        await StepAsync(bench, stage, 0, Given.Flipped);
        await StepAsync(bench, stage, 20, Given.Flipped);
        await StepAsync(bench, stage, 30, Given.Flipped);

        Assert.Equal(
            [PlanOf(0), PlanOf(1)], (await bench.EntriesAsync(new StreamKey<HarvestProposalRecord>(Keys.HarvestProposalStream))).Select(entry => entry.PlanId));
    }

    [Fact]
    public async Task Restart_GoesOnCounting()
    {
        await using var bench = new Bench();
        await StepAsync(bench, await StartAsync(bench, 900), 0, Given.Flipped);
        await StepAsync(bench, await StartAsync(bench, 900), 300, Given.Flipped);
        await StepAsync(bench, await StartAsync(bench, 900), 900, Given.Flipped);

        Assert.Equal(PlanOf(1), (await bench.ReadAsync(Hash))!.PlanId);
    }

    // The cause may come and go: the repeat counts from the first time for this position.
    [Fact]
    public async Task Cause_ThatWentAndCameBack_CountsFromTheFirstTime_AlsoAcrossARestart()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, 900);
        await StepAsync(bench, stage, 0, Given.Flipped);
        await StepAsync(bench, stage, 60, Given.Calm);
        var between = (await bench.ReadAsync(Hash))!;
        await StepAsync(bench, await StartAsync(bench, 900), 960, Given.Flipped);

        Assert.Equal((HarvestAction.None, (long?)Bench.StartEpoch), (between.Action, between.FullCloseSinceEpoch));
        Assert.Equal(PlanOf(1), (await bench.ReadAsync(Hash))!.PlanId);
    }

    [Fact]
    public async Task NextPosition_StartsAnew()
    {
        await using var bench = new Bench();
        var stage = await StartAsync(bench, 900);
        await StepAsync(bench, stage, 0, Given.Flipped);
        await StepAsync(bench, stage, 960, Given.Flipped, opened: Opened + 500);

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal(bench.NowEpoch, record.FullCloseSinceEpoch);
        Assert.Equal(PlanIdentity.OfFullClose(Bench.Btc, PositionSide.Long, Opened + 500, 0, 900), record.PlanId);
    }

    [Fact]
    public async Task Memory_ThatCannotBeRead_IsReported()
    {
        await using var bench = new Bench();
        await bench.SetFieldsAsync(Hash.Name, ("symbol", Bench.Btc));

        await StartAsync(bench, 900);

        Assert.Equal(1, bench.Log.Count("Error: BTCUSDT: when a full close was first proposed is not known"));
    }

    private static string PlanOf(int repeat) => PlanIdentity.OfFullClose(Bench.Btc, PositionSide.Long, Opened, repeat, 1);

    private static Task<HarvestProposalStage> StartAsync(Bench bench, int repeatSec) => Bench.StartAsync(new HarvestProposalStage(
        bench.Context, new HarvestProposalOptions { Symbols = SymbolList.Of(Bench.Btc), RepeatSeconds = repeatSec }));

    private static async Task StepAsync(Bench bench, HarvestProposalStage stage, long second, MarketConditions market, long opened = Opened)
    {
        bench.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeSeconds(Bench.StartEpoch + second));
        await Given.PutAsync(bench, Given.Market(bench.NowEpoch, market));
        await Given.PutAsync(bench, Given.Risk(bench.NowEpoch));
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch, price: 99) with { OpenedEpoch = opened });
        await Bench.RunAsync(stage);
    }
}
