using QuantumTrader.Domain;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

/// <summary>Live mode: what becomes of an ask decides whether it is asked again.</summary>
public sealed class LiveAskTests
{
    [Fact]
    public async Task Acts_AreIntents_AndNoSuggestions()
    {
        await using var bench = new Bench();
        var stage = await OpenAsync(bench, Brains.Live);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], await Brains.TextsAsync(bench, Brains.Live));
        Assert.Empty(await Brains.SuggestedAsync(bench));
        Assert.All(await Brains.IntentsAsync(bench), act => Assert.False(act.DryRun));
        var intents = await bench.EntriesAsync(Keys.TradeIntents);
        Assert.All(intents, intent => Assert.Equal((true, "harvest_brain"), (intent.ReduceOnly, intent.Sender)));
        Assert.Equal([(0.25m, (decimal?)null), (1m, 3300m)], intents.Select(intent => (intent.Quantity!.Value, intent.StopPrice)));
        Assert.Equal(1, stage.Metrics.Actions.Value(Bench.Eth, "HARVEST_PARTIAL", "live"));
    }

    // The router says of each that it was to be checked only: asked once, not again and again.
    [Fact]
    public async Task WithoutLiveWrites_IntentsAreMarked_AndTheirRefusalIsNoReasonToRepeat()
    {
        await using var bench = new Bench();
        var options = new HarvestBrainOptions { Engine = HarvestEngine.Brain, LiveWritesEnabled = false };
        var stage = await OpenAsync(bench, options);
        foreach (var act in await Brains.IntentsAsync(bench))
            await RejectAsync(bench, act, IntentReason.DryRun.ToCode());
        bench.Pass(60);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(2, (await Brains.IntentsAsync(bench)).Count);
        Assert.All(await Brains.IntentsAsync(bench), act => Assert.True(act.DryRun));
        Assert.Equal(1, stage.Metrics.Actions.Value(Bench.Eth, "HARVEST_PARTIAL", "dry_run"));
    }

    [Fact]
    public async Task RefusedAct_IsAskedForAgain_NotAtOnce_UnderAnotherName()
    {
        await using var bench = new Bench();
        var stage = await OpenAsync(bench, Brains.Live);
        var acts = await Brains.IntentsAsync(bench);
        await RejectAsync(bench, acts[0], "NO_MATTER_WHY");
        await RejectAsync(bench, acts[1], "NO_MATTER_WHY");
        await Bench.RunAsync(stage);
        await Brains.PriceAsync(bench, stage, 3350);
        Assert.Equal(2, stage.Metrics.Blocked.Value(BrainBlock.AskRefused.ToCode()));
        Assert.Equal((1, 1), (stage.Metrics.Refused.Value("HARVEST_PARTIAL"), stage.Metrics.Refused.Value("MOVE_SL_BREAKEVEN")));
        Assert.Equal(2, (await Brains.IntentsAsync(bench)).Count);

        // Told a second time, as may happen: the second ask is not refused by it.
        bench.Pass(15);
        await Brains.PriceAsync(bench, stage, 3350);
        await RejectAsync(bench, acts[0], "NO_MATTER_WHY");
        bench.Pass(15);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(["close 0.25 at 0.5 R", "stop 3300 at 0.5 R"], (await Brains.TextsAsync(bench, Brains.Live))[2..]);
        Assert.Equal(4, (await Brains.IntentsAsync(bench)).Select(act => act.CorrelationId).Distinct().Count());
    }

    // Execution refused what the router had let pass.
    [Fact]
    public async Task OrderThatEndedWithoutAFill_IsAskedForAgain()
    {
        await using var bench = new Bench();
        var stage = await OpenAsync(bench, Brains.Live);
        var close = (await Brains.IntentsAsync(bench))[0];
        await Brains.TellAsync(bench, ("symbol", Bench.Eth), ("side", "SELL"), ("qty", "0.25"), ("status", "REJECTED"), ("plan_id", close.CorrelationId));
        await Bench.RunAsync(stage);
        bench.Pass(15);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal("close 0.25 at 0.5 R", (await Brains.TextsAsync(bench, Brains.Live))[^1]);
    }

    // Filled in part, and no more came: what is missing is asked for, no more than that.
    [Fact]
    public async Task PartialFill_IsCompleted_NotRepeated()
    {
        await using var bench = new Bench();
        var stage = await OpenAsync(bench, Brains.Live);
        var close = (await Brains.IntentsAsync(bench))[0];
        await Brains.FillAsync(bench, side: "SELL", qty: "0.1", price: "3350", stop: null, status: "PARTIAL", plan: close.CorrelationId);
        await Brains.PriceAsync(bench, stage, 3350);
        Assert.Equal(2, (await Brains.IntentsAsync(bench)).Count);
        bench.Pass(30);
        await Brains.PriceAsync(bench, stage, 3350);
        Assert.Equal("close 0.15 at 0.5 R", (await Brains.TextsAsync(bench, Brains.Live))[^1]);

        await Brains.FillAsync(bench, side: "SELL", qty: "0.15", price: "3350", stop: null, plan: (await Brains.IntentsAsync(bench))[^1].CorrelationId);
        bench.Pass(60);
        await Brains.PriceAsync(bench, stage, 3350);
        Assert.Equal(3, (await Brains.IntentsAsync(bench)).Count);
        Assert.Equal(0.75m, (await Brains.LedgerAsync(bench))!.Position!.Quantity);
    }

    [Fact]
    public async Task RefusalOfAnEarlierPosition_MeansNothingToThisOne()
    {
        await using var bench = new Bench();
        var stage = await OpenAsync(bench, Brains.Live);
        var close = (await Brains.IntentsAsync(bench))[0];
        bench.Pass(5);
        await Brains.FillAsync(bench, side: "SELL", price: "3350", stop: null);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        await RejectAsync(bench, close, "NO_MATTER_WHY");
        await Bench.RunAsync(stage);
        bench.Pass(15);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(4, (await Brains.IntentsAsync(bench)).Count);
        Assert.Equal(0, stage.Metrics.Refused.Value("HARVEST_PARTIAL"));
    }

    // The venue still says the old stop long after the move was asked for: somebody loosened it, or the move was lost.
    [Fact]
    public async Task StopThatIsNotWhereItWasMovedTo_IsMovedAgain()
    {
        await using var bench = new Bench();
        var stage = await OpenAsync(bench, Brains.Live);
        bench.Pass(29);
        await VenueWordTests.SeeAsync(bench, stage, VenueWordTests.Seen(bench, mark: 3350, stop: 3200));
        Assert.Equal(2, (await Brains.IntentsAsync(bench)).Count);
        bench.Pass(1);
        await VenueWordTests.SeeAsync(bench, stage, VenueWordTests.Seen(bench, mark: 3351, stop: 3200));

        Assert.Equal("stop 3300 at 0.51 R", (await Brains.TextsAsync(bench, Brains.Live))[^1]);
    }

    private static async Task<HarvestBrainStage> OpenAsync(Bench bench, HarvestBrainOptions options)
    {
        var stage = await Brains.StartAsync(bench, options);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        return stage;
    }

    private static Task RejectAsync(Bench bench, HarvestActRecord act, string reason) => bench.AppendAsync(
        Keys.RejectedIntents, new RejectedIntentRecord(reason, null, act.Symbol, act.CorrelationId, act.TraceId, null, new StreamId(1, 0), bench.Context.NowMs));
}
