using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Operator.Tests.Notifications;

public sealed class NotifierStageTests
{
    [Fact]
    public async Task EverySource_IsTold()
    {
        await using var bench = new StageBench();
        await bench.StartAsync();
        var bus = bench.Context.Bus;
        await bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs));
        await bus.AppendAsync(Keys.VenueEvents, Given.Order(OrderType.StopMarket, OrderStatus.New, "p-2", "s-1"));
        await bus.AppendAsync(Keys.VenueEvents, Given.Fill("t-1", 0.25m, 7.5m));
        await bus.AppendAsync(Keys.VenueEvents, Given.Order(OrderType.Market, OrderStatus.Filled, "p-1"));
        await bus.AppendAsync(Keys.ApplyResults, NotSent("p-3"));
        await bus.AppendAsync(Keys.GovernorEvents, new GovernorEventRecord(GovernorEventKind.Disarmed, "burst_breach", null, null, Given.StartMs));
        await bus.AppendAsync(Keys.SafetyFaults, Fault(300));
        await bench.StepAsync();

        Assert.Equal(
            [
                "BTCUSDT: safety fault MARGIN_REJECTIONS by BUY; safe mode for 300 s", "safe mode ON for 300 s: MARGIN_REJECTIONS by BTCUSDT BUY",
                "apply DISARMED: plans are reported and not carried out: burst_breach", "BTCUSDT: stop moved to 64001", "BTCUSDT: closed 0.25 at 64000.5, profit 7.5",
                "BTCUSDT: CLOSE_FULL not sent: no_position", "BTCUSDT: would close 0.25 at 1.50 R, profit 31.2: rung_reached",
            ],
            bench.Told());
        await AssertNoBacklogAsync(bench);
    }

    // The venue's word on an order and the execution that follows from it are one fact, in whatever order they are read.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OneOrder_IsToldOnce(bool together)
    {
        await using var bench = new StageBench();
        await bench.StartAsync();
        await bench.Context.Bus.AppendAsync(Keys.VenueEvents, Given.Fill("t-1", 0.25m, 7.5m));
        await bench.Context.Bus.AppendAsync(Keys.VenueEvents, Given.Order(OrderType.Market, OrderStatus.Filled, "c-1"));
        await bench.Context.Bus.AppendAsync(Keys.ExecutionResults, Execution("FILLED", "v-o-1", 7.5m));
        await bench.Context.Bus.AppendAsync(Keys.VenueEvents, Given.Order(OrderType.Market, OrderStatus.Rejected, "c-2", "o-2") with { Reason = "insufficient_margin" });
        if (!together)
            await bench.StepAsync();
        await bench.Context.Bus.AppendAsync(Keys.ExecutionResults, Execution("REJECTED", orderId: null, profit: null, client: "o-2"));

        // Told again by an execution that crashed before it noted that it had.
        await bench.Context.Bus.AppendAsync(Keys.VenueEvents, Given.Order(OrderType.Market, OrderStatus.Filled, "c-1"));
        await bench.StepAsync();

        Assert.Equal(["BTCUSDT: closed 0.25 at 64000.5, profit 7.5", "BTCUSDT: SELL 0.25 rejected by the venue: insufficient_margin"], bench.Told());
    }

    [Fact]
    public async Task IntentThatWasNotSent_IsToldByItsExecution()
    {
        await using var bench = new StageBench();
        await bench.StartAsync();
        await bench.Context.Bus.AppendAsync(Keys.ExecutionResults, Execution("REJECTED", orderId: null, profit: null));
        await bench.StepAsync();

        Assert.Equal(["BTCUSDT: SELL 0.25 not sent"], bench.Told());
    }

    [Fact]
    public async Task FirstStart_TellsNoHistory_AndARestartGoesOnWhereItStopped()
    {
        await using var bench = new StageBench();
        await bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs, "before"));
        await bench.StartAsync();
        Assert.Empty(bench.Told());

        await bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs, "told"));
        await bench.StepAsync();
        Assert.Single(bench.Told());

        await bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs, "meanwhile"));
        await bench.StartAsync();
        Assert.Equal("meanwhile", Assert.Single(bench.Sink.All).PlanId);
    }

    [Theory]
    [InlineData(1, "1 older event was not told")]
    [InlineData(700, "700 older events were not told")]
    public async Task OldEntries_AreCounted_NotTold(int old, string text)
    {
        await using var bench = new StageBench();
        await bench.StartAsync(new NotificationOptions { MaxAgeSeconds = 60 });
        for (var i = 0; i < old; i++)
            await bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs, $"old-{i}"));
        await bench.Context.Bus.AppendAsync(Keys.VenueEvents, VenueEventRecord.Account("BTCUSDT", 1, Given.StartMs, Provenance.Paper));
        bench.Clock.AdvanceTo(Given.Start.AddMilliseconds(60_001));
        await bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs, "new"));
        await bench.StepAsync();

        Assert.Equal(["BTCUSDT: would close 0.25 at 1.50 R, profit 31.2: rung_reached", text], bench.Told());
        await bench.PassAsync(10);
        Assert.Empty(bench.Told());
    }

    [Fact]
    public async Task MutedKind_IsCountedAndNotTold()
    {
        await using var bench = new StageBench();
        await bench.StartAsync(new NotificationOptions { Mute = "harvest_suggested,safe_mode" });
        await bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs));
        await bench.Context.Bus.AppendAsync(Keys.SafetyFaults, Fault(300));
        await bench.StepAsync();

        Assert.Equal(["BTCUSDT: safety fault MARGIN_REJECTIONS by BUY; safe mode for 300 s"], bench.Told());
        Assert.Equal((1, 1, 0), (bench.Metrics.Muted.Value("harvest_suggested"), bench.Metrics.Muted.Value("safe_mode"), bench.Metrics.Muted.Value("stop_hit")));
    }

    [Fact]
    public async Task Operator_SwitchesWithAReason()
    {
        await using var bench = new StageBench();
        await bench.StartAsync();
        var (kill, safeMode) = (new KillControl(bench.Context), new SafeModeControl(bench.Context));
        await kill.OnAsync(null, "exchange trouble", CancellationToken.None);
        await kill.OnAsync("ETHUSDT", "its chain has stopped", CancellationToken.None);
        await bench.StepAsync();
        await bench.PassAsync(5);
        await kill.OffAsync(null, "solved", CancellationToken.None);
        await safeMode.OnAsync(TimeSpan.FromSeconds(30), "news at two", CancellationToken.None);
        await bench.StepAsync();
        await bench.PassAsync(1);
        Assert.Equal(
            ["kill switch ON: exchange trouble", "ETHUSDT: kill switch ON: its chain has stopped", "kill switch off: solved", "safe mode ON: news at two"], bench.Told());

        await bench.PassAsync(30);
        await bench.PassAsync(1);
        Assert.Equal(["safe mode has ended"], bench.Told());
        await bench.PassAsync(60);
        Assert.Empty(bench.Told());
    }

    [Theory]
    [InlineData(Keys.Kill, "1", "kill switch ON: set by another program", "kill switch off: released by another program")]
    [InlineData(Keys.GlobalKill, "on", "kill switch ON: set by another program", "kill switch off: released by another program")]
    [InlineData(Keys.SafeMode, "1", "safe mode ON: set by another program", "safe mode has ended")]
    public async Task AnybodyElse_SwitchesTheKey_AndItIsToldAtTheSecondLook(string key, string on, string told, string off)
    {
        await using var bench = new StageBench();
        await bench.StartAsync();
        await bench.Context.Store.SetTextAsync(key, on, timeToLive: null);
        await bench.PassAsync(1);
        Assert.Empty(bench.Told());
        await bench.PassAsync(1);
        Assert.Equal([told], bench.Told());

        await bench.Context.Store.DeleteAsync(key);
        await bench.PassAsync(1);
        await bench.PassAsync(1);
        Assert.Equal([off], bench.Told());
    }

    [Fact]
    public async Task Start_TellsOnlyWhatIsOn_AndWhoSetIt()
    {
        await using var bench = new StageBench();
        await bench.StartAsync();
        await new KillControl(bench.Context).OnAsync(null, "maintenance", CancellationToken.None);
        await new SafetyTrip(bench.Context).TripAsync(Fault(900), CancellationToken.None);
        await bench.StepAsync();
        Assert.Equal(3, bench.Told().Length);

        bench.Clock.AdvanceTo(Given.Start.AddMinutes(10));
        await bench.StartAsync();
        Assert.Equal(["kill switch ON: maintenance (set 00:00:00 UTC)", "safe mode ON for 900 s: MARGIN_REJECTIONS by BTCUSDT BUY"], bench.Told());

        await new KillControl(bench.Context).OffAsync(null, "done", CancellationToken.None);
        await bench.Context.Store.DeleteAsync(Keys.SafeMode);
        await bench.StepAsync();
        bench.Told();
        await bench.StartAsync();
        Assert.Empty(bench.Told());
    }

    // What an operator did while nobody listened, long ago, must not hide how the switch stands now.
    [Fact]
    public async Task OldWordOfTheJournal_IsCounted_AndTheSwitchIsTold()
    {
        await using var bench = new StageBench();
        await bench.StartAsync();
        await new KillControl(bench.Context).OnAsync(null, "maintenance", CancellationToken.None);
        bench.Clock.AdvanceTo(Given.Start.AddHours(1));
        await bench.StartAsync();

        Assert.Equal(["kill switch ON: maintenance (set 00:00:00 UTC)", "1 older event was not told"], bench.Told());
    }

    // The engine goes away at any one operation, which is carried out or not: everything is told, and nothing twice.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LossOfTheEngine_LosesNothing_AndTellsNothingTwice(bool carriedOut)
    {
        var lost = 0;
        for (var nth = 1; nth <= 60; nth++)
        {
            var clock = new VirtualClock(Given.Start);
            await using var engine = new EmbeddedEngine(clock);
            var faults = new Faults();
            var sink = new ListSink();
            var context = new StageContext(new FaultyStore(engine.Store, faults), new FaultyBus(engine.Bus, faults), clock, new ListLog());
            var stage = new NotifierStage(context, new NotificationOptions(), sink, new NotificationMetrics(new MetricSet("notifier")));
            await stage.StartAsync(CancellationToken.None);
            await engine.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(Given.StartMs));
            await engine.Bus.AppendAsync(Keys.SafetyFaults, Fault(300));
            await engine.Bus.AppendAsync(Keys.VenueEvents, Given.Fill("t-1", 0.25m, 7.5m));
            await engine.Bus.AppendAsync(Keys.VenueEvents, Given.Order(OrderType.Market, OrderStatus.Filled, "p-1"));
            await new KillControl(context).OnAsync(null, "x", CancellationToken.None);
            await engine.Store.SetTextAsync(Keys.SafeMode, "1", timeToLive: null);

            faults.AtAny(nth, carriedOut);
            for (var second = 0; second < 20; second++)
            {
                lost += await StepAsync(stage) ? 0 : 1;
                clock.AdvanceTo(clock.GetUtcNow().AddSeconds(1));
            }

            Assert.Equal(
                [
                    "BTCUSDT: closed 0.25 at 64000.5, profit 7.5", "BTCUSDT: safety fault MARGIN_REJECTIONS by BUY; safe mode for 300 s",
                    "BTCUSDT: would close 0.25 at 1.50 R, profit 31.2: rung_reached", "kill switch ON: x", "safe mode ON for 300 s: MARGIN_REJECTIONS by BTCUSDT BUY",
                ],
                sink.Texts.Order(StringComparer.Ordinal));
            foreach (var stream in stage.Inputs)
                Assert.All(await engine.Bus.GetGroupsAsync(stream), group => Assert.Equal((0, 0), (group.Pending, group.Lag)));
        }

        Assert.InRange(lost, 30, 60);
    }

    private static async Task<bool> StepAsync(NotifierStage stage)
    {
        try
        {
            while (await stage.StepAsync(CancellationToken.None))
            {
            }

            return true;
        }
        catch (EngineUnavailableException)
        {
            return false;
        }
    }

    // Whoever is configured later finds no backlog: with nobody to tell the streams are followed all the same.
    private static async Task AssertNoBacklogAsync(StageBench bench)
    {
        foreach (var stream in bench.Stage.Inputs)
            Assert.All(await bench.Context.Bus.GetGroupsAsync(stream), group => Assert.Equal(("notifier", 0, 0), (group.Group, group.Pending, group.Lag)));
    }

    private static SafetyFaultRecord Fault(int cooldownSec) =>
        new(Given.StartMs / 1000, SafetyReason.MarginRejections, "BTCUSDT", "BUY", null, null, cooldownSec, 7, null, null);

    private static ApplyResultRecord NotSent(string planId) => new(
        planId, "t", "BTCUSDT", PlanDecision.Blocked, Executed: false, WouldExecute: true, MayRetry: false,
        [new StepResult("CLOSE_FULL", "not_sent", null, "id", "SELL", 0.5m, 0, null, ReduceOnly: true, "no_position")], "no_position", 10, Given.StartMs, Provenance.Paper);

    private static ExecutionResultRecord Execution(string status, string? orderId, decimal? profit, string client = "o-1") => new(
        "BTCUSDT", OrderSide.Sell, 0.25m, 64_000.5m, status, orderId, client, "c-1", null, null, null, null, profit, Provenance.Paper, Given.StartMs / 1000);
}
