using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.IntentRouter;
using QuantumTrader.Pipeline.Metering;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.IntentRouter;

/// <summary>What intents become, and what each refusal says.</summary>
public sealed class IntentRouterStageTests
{
    // Asked for -> sent: never more than the position, which is 1.
    [Theory]
    [InlineData(0.25, 0.25)]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    public async Task Close_BecomesAnOrderOfAtMostThePosition(double asked, double sent)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        var stage = await Routers.StartAsync(bench);

        await Routers.RouteAsync(bench, stage, Routers.Close(bench.Context, "c1", (decimal)asked));

        var order = Assert.Single(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.Equal(
            new ExecutionOrderRecord(
                "c1", "t-c1", Bench.Btc, IsIntent: true, PlanStep.CloseQuantity, (decimal)sent, null, PositionSide.Long, null, null, "first rung",
                bench.Context.NowMs, bench.Context.NowMs, Provenance.Paper),
            order);
        Assert.Empty(await Routers.ReasonsAsync(bench));
        await Routers.AssertAllSettledAsync(bench);
    }

    [Theory]
    [InlineData(99, null)]
    [InlineData(98, null)]
    [InlineData(97.9, "stop_not_tighter")]
    public async Task MovedStop_BecomesAStopUpdate_UnlessItIsLooser(double stop, string? reason)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch, stop: 98));
        var stage = await Routers.StartAsync(bench);

        await Routers.RouteAsync(bench, stage, Routers.MoveStop(bench.Context, "m1", (decimal)stop) with { ReduceOnly = false });

        Assert.Equal(reason is null ? [] : [reason], await Routers.ReasonsAsync(bench));
        var orders = await bench.EntriesAsync(Keys.ExecutionOrders);
        Assert.Equal(
            reason is null ? [(PlanStep.UpdateSl, default(decimal?), (decimal?)stop, PositionSide.Long)] : [],
            orders.Select(order => (order.Step, order.Quantity, order.StopPrice, order.PositionSide)));
    }

    // The request's id is made from the correlation id alone: the client order ids that follow from it are the same however often it comes.
    [Theory]
    [InlineData(OrderSide.Buy, PositionSide.Long)]
    [InlineData(OrderSide.Sell, PositionSide.Short)]
    public async Task Opening_BecomesARequestToThePaperVenue(OrderSide side, PositionSide position)
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);

        await Routers.RouteAsync(bench, stage, Routers.Open(bench.Context, "open-1") with { Side = side, Symbol = "btcusdt" });

        Assert.Equal(
            new EntryRequestRecord("74980e4294d91893", Bench.Btc, position, 0.5m, 90, bench.Context.NowMs),
            Assert.Single(await bench.EntriesAsync(Keys.PaperEntries)));
        Assert.Empty(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.Equal(TimeSpan.FromSeconds(300), await bench.LifeAsync(Keys.IntentDedup("open-1")));
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "no position", "no_position", "" },
        { "flat", "no_position", "" },
        { "other side", "no_position", "" },
        { "unreadable position", "position_unreadable", "quantity" },
        { "not reduce-only", "opening_not_allowed", "HARVEST_PARTIAL without reduce_only" },
        { "open and reduce-only", "invalid_intent", "reduce_only = true contradicts intent_type = OPEN" },
        { "no quantity", "invalid_intent", "qty is missing" },
        { "no stop", "invalid_intent", "new_sl is missing" },
        { "two symbols", "invalid_intent", "must be one symbol" },
        { "old", "intent_stale", "made at" },
        { "ahead", "intent_stale", "made at" },
        { "dry run", "dry_run", "" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refusal_HasItsReason_AndTakesNoCorrelationId(string what, string reason, string detail)
    {
        await using var bench = new Bench();
        if (what is not "no position")
            await Given.PutAsync(bench, what == "flat" ? Given.Flat(bench.NowEpoch) : Given.Long(bench.NowEpoch));
        if (what == "unreadable position")
            await bench.SetFieldsAsync(Keys.Position(Bench.Btc).Name, ("symbol", Bench.Btc), ("side", "LONG"), ("quantity", "NaN"));
        var stage = await Routers.StartAsync(bench);
        var metrics = stage.Metrics;
        var close = Routers.Close(bench.Context, "x1");
        var intent = what switch
        {
            "other side" => close with { Side = OrderSide.Buy },
            "not reduce-only" => close with { ReduceOnly = false },
            "open and reduce-only" => Routers.Open(bench.Context, "x1") with { ReduceOnly = true },
            "no quantity" => close with { Quantity = null },
            "no stop" => Routers.MoveStop(bench.Context, "x1", 99) with { StopPrice = null },
            "two symbols" => close with { Symbol = "BTCUSDT,ETHUSDT" },
            "old" => close with { MadeMs = bench.Context.NowMs - 30_001 },
            "ahead" => close with { MadeMs = bench.Context.NowMs + 30_001 },
            "dry run" => close with { DryRun = true },
            _ => close,
        };

        await Routers.RouteAsync(bench, stage, intent);

        var rejected = Assert.Single(await bench.EntriesAsync(Keys.RejectedIntents));
        Assert.Equal((reason, "x1", "t-x1"), (rejected.Reason, rejected.CorrelationId, rejected.TraceId));
        Assert.Contains(detail, rejected.Detail ?? "", StringComparison.Ordinal);
        Assert.Equal(what == "two symbols" ? null : Bench.Btc, rejected.Symbol);
        Assert.Equal((bench.Context.NowMs, intent), (rejected.TimeMs, rejected.Intent));
        Assert.Equal(1, metrics.Denied.Value(reason));
        Assert.Empty(await bench.EntriesAsync(Keys.ExecutionOrders));
        Assert.Empty(await bench.EntriesAsync(Keys.PaperEntries));
        Assert.True((await bench.Context.Store.GetTextAsync(Keys.IntentDedup("x1"))).IsMissing);
        await Routers.AssertAllSettledAsync(bench);
    }

    // 30 s is not yet too old, on either side.
    [Theory]
    [InlineData(-30_000)]
    [InlineData(30_000)]
    public async Task Age_UpToTheGreatest_IsAccepted(int offset)
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);

        await Routers.RouteAsync(bench, stage, Routers.Open(bench.Context, "a") with { MadeMs = bench.Context.NowMs + offset });

        Assert.Single(await bench.EntriesAsync(Keys.PaperEntries));
    }

    [Fact]
    public async Task CorrelationId_IsAcceptedOnce_AndARefusedOneMayComeAgain()
    {
        await using var bench = new Bench();
        var stage = await Routers.StartAsync(bench);
        var metrics = stage.Metrics;

        await Routers.RouteAsync(bench, stage, Routers.Close(bench.Context, "c1"));
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        await Routers.RouteAsync(bench, stage, Routers.Close(bench.Context, "c1"), Routers.Close(bench.Context, "c1"));
        bench.Pass(301);
        await Routers.RouteAsync(bench, stage, Routers.Close(bench.Context, "c1"));

        Assert.Equal(["no_position", "duplicate_intent"], await Routers.ReasonsAsync(bench));
        Assert.Equal(2, (await bench.EntriesAsync(Keys.ExecutionOrders)).Count);
        Assert.Equal((2L, 1L), (metrics.Allowed.Value("close"), metrics.Denied.Value("duplicate_intent")));
    }

    // what came before the router is neither lost nor acted on as if it were new.
    [Fact]
    public async Task Intents_FromBeforeTheFirstStart_AreRoutedWhileTheyAreFresh()
    {
        await using var bench = new Bench();
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "old"));
        bench.Pass(31);
        await bench.AppendAsync(Keys.TradeIntents, Routers.Open(bench.Context, "new"));

        await Bench.RunAsync(await Routers.StartAsync(bench));

        Assert.Equal(["intent_stale"], await Routers.ReasonsAsync(bench));
        Assert.Single(await bench.EntriesAsync(Keys.PaperEntries));
    }

    [Fact]
    public void Series_StandAtZeroFromTheStart()
    {
        var metrics = new IntentRouterMetrics(new MetricSet("test"));

        Assert.All(
            (string[])["invalid_intent", "no_position", "kill_switch_active", "stale_after_halt", "SAFE_MODE_ENABLED", "GLOBAL_RATE_EXCEEDED", "SAFETY_STATE_UNAVAILABLE"],
            reason => Assert.Equal(0, metrics.Denied.Value(reason)));
        Assert.Equal((0L, 0L, 0L), (metrics.Allowed.Value("move_stop"), metrics.Exempt.Value(), metrics.Faults.Value("SYMBOL_RATE_EXCEEDED")));
    }
}
