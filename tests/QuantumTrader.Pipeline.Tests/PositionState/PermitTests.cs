using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>P3.3 answers every plan that is to be executed.</summary>
public sealed class PermitTests
{
    private static readonly string Permit = Keys.Permit(PermitGate.P33, "p1");
    private static readonly string Notices = Keys.PermitNotices.Name;

    // What may stand in the way of closing a part of 2 at 105 (step 0.001, least notional 100).
    private static readonly Dictionary<string, Func<Bench, Task>> Obstacles = new()
    {
        ["no account"] = bench => bench.Context.Store.DeleteAsync(Keys.VenueAccount).AsTask(),
        ["broken account"] = bench => bench.Context.Store.SetTextAsync(Keys.VenueAccount, "{}", null).AsTask(),
        ["old account"] = bench => Pass(bench, 11),
        ["very old account"] = bench => Pass(bench, 500),
        ["closed"] = bench => Fills.HappenAsync(bench, 0, Fills.Of(bench, "t2", -2)),
        ["flipped"] = bench => Fills.HappenAsync(bench, -1, Fills.Of(bench, "t2", -3)),
        ["the next one"] = NextPositionAsync,
        ["hedged"] = HedgeAsync,
        ["just executed"] = bench => Fills.HappenAsync(bench, 1.9m, Fills.Of(bench, "t2", -0.1m, plan: "p0")),
        ["on hold"] = bench => bench.Context.Store.SetTextAsync(Keys.ReconcileHold(Bench.Btc), "{}", null).AsTask(),
        ["little"] = _ => Task.CompletedTask,
        ["no step"] = _ => Task.CompletedTask,
        ["done"] = bench => bench.Context.Store.SetTextAsync(Keys.PlanState("p1"), "done", null).AsTask(),
    };

    [Theory]
    [InlineData(HarvestAction.FullCloseProposed, 2.0)]
    [InlineData(HarvestAction.Partial75, 1.5)]
    [InlineData(HarvestAction.Partial50, 1.0)]
    [InlineData(HarvestAction.UpdateSl, 2.0)]
    public async Task Permit_NamesWhatMayBeClosed(HarvestAction action, double quantity)
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, action));
        await Bench.RunAsync(stage);

        Assert.Equal(
            new P33Permit(
                true, Bench.Btc, "p1", (decimal)quantity, (decimal)quantity, 2, 2, Bench.StartEpoch, "sanity_checks_passed", null, bench.NowEpoch),
            await Plans.PermitAsync(bench));
        Assert.Equal(TimeSpan.FromSeconds(60), await bench.LifeAsync(Permit));
        var notice = Assert.Single(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal(("p1", PermitGate.P33, true, "sanity_checks_passed"), (notice.PlanId, notice.Gate, notice.Granted, notice.Reason));
        Assert.Equal((await bench.Context.Store.GetTextAsync(Permit)).Value, notice.Permit);
        Assert.Equal((1, null), (stage.Metrics.Allowed.Value(Bench.Btc), stage.Metrics.Denied.Value(Bench.Eth, "no_position")));
        Assert.All(await bench.GroupsAsync(Keys.Plans.Name), group => Assert.Equal(0, group.Pending));
    }

    [Fact]
    public async Task Permit_OfAShort_HasASignedAmount()
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, -2, Fills.Of(bench, "t1", -2));
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.Partial50, side: PositionSide.Short));
        await Bench.RunAsync(stage);

        var permit = (await Plans.PermitAsync(bench))!;
        Assert.Equal((true, 1, -2, -2), (permit.Allow, permit.SafeQty, permit.ExchangePositionAmt, permit.LedgerAmt));
    }

    [Theory]
    [InlineData("no account", HarvestAction.FullCloseProposed, PositionReason.NoExchangeSnapshot)]
    [InlineData("broken account", HarvestAction.FullCloseProposed, PositionReason.NoExchangeSnapshot)]
    [InlineData("old account", HarvestAction.FullCloseProposed, PositionReason.StaleExchangeState)]
    [InlineData("very old account", HarvestAction.FullCloseProposed, PositionReason.StaleExchangeState)]
    [InlineData("closed", HarvestAction.FullCloseProposed, PositionReason.NoPosition)]
    [InlineData("flipped", HarvestAction.FullCloseProposed, PositionReason.ReconcileRequiredSideMismatch)]
    [InlineData("the next one", HarvestAction.FullCloseProposed, PositionReason.ReconcileRequiredSideMismatch)]
    [InlineData("hedged", HarvestAction.FullCloseProposed, PositionReason.ReconcileRequiredSideMismatch)]
    [InlineData("just executed", HarvestAction.Partial50, PositionReason.CooldownInFlight)]
    [InlineData("on hold", HarvestAction.Partial50, PositionReason.ReconcileHoldActive)]
    [InlineData("little", HarvestAction.Partial25, PositionReason.BelowMinNotional)]
    [InlineData("no step", HarvestAction.Hold, PositionReason.UnknownAction)]
    [InlineData("done", HarvestAction.FullCloseProposed, PositionReason.PlanDone)]
    public async Task Refusal_SaysWhy(string what, HarvestAction action, PositionReason reason)
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Obstacles[what](bench);
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, action));
        await Bench.RunAsync(stage);

        var permit = (await Plans.PermitAsync(bench))!;
        Assert.True(permit is { Allow: false, SafeQty: null, SafeCloseQty: null, Context.Length: > 0 }, what);
        Assert.Equal(reason.ToCode(), permit.Reason);
        var notice = Assert.Single(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal((false, reason.ToCode()), (notice.Granted, notice.Reason));
        Assert.Equal(1, stage.Metrics.Denied.Value(Bench.Btc, reason.ToCode()));
    }

    [Theory]
    [InlineData(PlanDecision.Skip)]
    [InlineData(PlanDecision.Blocked)]
    [InlineData(PlanDecision.Error)]
    public async Task Plan_ThatIsNotToBeExecuted_GetsNoAnswer(PlanDecision decision)
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.Partial50, decision: decision));
        await Bench.RunAsync(stage);

        Assert.Empty(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Null(await Plans.PermitAsync(bench));
        Assert.All(await bench.GroupsAsync(Keys.Plans.Name), group => Assert.Equal(0, group.Pending));
    }

    // A recording is as old as it is: the account is measured against what the plan was made from.
    [Theory]
    [InlineData(Provenance.Replay, 0, true)]
    [InlineData(Provenance.Replay, 11, false)]
    [InlineData(Provenance.Exchange, 0, false)]
    public async Task Account_OfARecording_AgesByThePlansInputs(Provenance source, long inputsAhead, bool passes)
    {
        await using var bench = new Bench();
        var stage = await Fills.StartAsync(bench);
        await Accounts.PublishAsync(bench, Fills.AccountOf(bench, 2), source);
        await Bench.RunAsync(stage);
        var plan = Plans.Of(bench, HarvestAction.FullCloseProposed) with { InputsEpoch = bench.NowEpoch + inputsAhead };
        bench.Pass(100);
        await bench.AppendAsync(Keys.Plans, plan);
        await Bench.RunAsync(stage);

        Assert.Equal(passes, (await Plans.PermitAsync(bench))!.Allow);
    }

    // The account knows of a fill that nobody has told yet: neither amount is the one to judge by.
    [Fact]
    public async Task Plan_WaitsForAFillThatIsOnItsWay()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 1.5m);
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.FullCloseProposed));
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.FullCloseProposed, "other", symbol: Bench.Eth));
        await Bench.RunAsync(stage);
        Assert.Equal(["no_position"], await Plans.AnswersAsync(bench));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(0.5), stage.NextDue);
        await bench.AppendAsync(Keys.VenueEvents, Fills.Of(bench, "t2", -0.5m));
        await Bench.RunAsync(stage);

        Assert.Equal((true, 1.5m), ((await Plans.PermitAsync(bench))!.Allow, (await Plans.PermitAsync(bench))!.SafeQty));
        Assert.All(await bench.GroupsAsync(Keys.Plans.Name), group => Assert.Equal(0, group.Pending));
    }

    // Half a second is less than apply waits. Then the ledger is put right, and only parts are held.
    [Fact]
    public async Task Plan_OfALastingDifference_IsRefused_ThenPartsAreHeld_NeverTheWhole()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await Fills.HappenAsync(bench, 1.5m);
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.FullCloseProposed, "a"));
        await Bench.RunAsync(stage);
        bench.Pass(0.5);
        await Bench.RunAsync(stage);
        Assert.Equal(["reconcile_required_qty_mismatch"], await Plans.AnswersAsync(bench));
        bench.Pass(1.5);
        foreach (var (id, action) in new[] { ("b", HarvestAction.Partial75), ("c", HarvestAction.FullCloseProposed), ("d", HarvestAction.UpdateSl) })
            await bench.AppendAsync(Keys.Plans, Plans.Of(bench, action, id));
        await Bench.RunAsync(stage);

        Assert.Equal(["reconcile_hold_active", "sanity_checks_passed", "sanity_checks_passed"], (await Plans.AnswersAsync(bench)).Skip(1));
        Assert.Equal(1.5m, (await Plans.PermitAsync(bench, "c"))!.SafeQty);
    }

    // What the events of the same pass say is in the account by which the plan is judged.
    [Fact]
    public async Task Plan_IsJudgedAfterTheEventsThatCameWithIt()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.FullCloseProposed));
        await Fills.HappenAsync(bench, 1, Fills.Of(bench, "t2", -1));
        await stage.StepAsync(default);

        Assert.Equal(1, (await Plans.PermitAsync(bench))!.SafeQty);
    }

    [Fact]
    public async Task Order_IsPermitThenNoticeThenPosition_AndTheReadsOfABatchAreDoneTogether()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        bench.Faults.Done.Clear();
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.Partial50));
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.UpdateSl, "p2"));
        await Fills.HappenAsync(bench, 1, Fills.Of(bench, "t2", -1));
        await stage.StepAsync(default);

        var done = bench.Faults.Done;
        Assert.Equal(1, bench.Faults.Count("get", Keys.VenueAccount));
        var order = new[] { "get " + Keys.VenueAccount, "set " + Keys.Ledger(Bench.Btc).Name, "set " + Permit, "append " + Notices, "set " + Keys.Position(Bench.Btc).Name };
        Assert.Equal(order, order.OrderBy(done.IndexOf));
        Assert.All(order, one => Assert.Contains(one, done));
        Assert.True(done.LastIndexOf("get " + Keys.PlanState("p2")) < done.IndexOf("set " + Permit));
    }

    [Theory]
    [InlineData("set", "quantum:permit:p33:p1", false)]
    [InlineData("set", "quantum:permit:p33:p1", true)]
    [InlineData("append", "quantum:stream:permit", false)]
    [InlineData("append", "quantum:stream:permit", true)]
    [InlineData("acknowledge", "quantum:stream:apply.plan", false)]
    [InlineData("acknowledge", "quantum:stream:apply.plan", true)]
    [InlineData("set", "quantum:state:positions:BTCUSDT", false)]
    public async Task Loss_AtEachWrite_AnswersAllTheSame(string operation, string name, bool carriedOut)
    {
        foreach (var restart in new[] { false, true })
        {
            await using var bench = new Bench();
            var stage = await HoldingAsync(bench);
            await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.Partial50));
            await Fills.HappenAsync(bench, 2);
            bench.Faults.At(operation, name, carriedOut);
            await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
            await Bench.RunAsync(restart ? await Fills.StartAsync(bench) : stage);

            Assert.Equal((true, 1), ((await Plans.PermitAsync(bench))!.Allow, (await Plans.PermitAsync(bench))!.SafeQty));
            Assert.All(await bench.EntriesAsync(Keys.PermitNotices), notice => Assert.Equal("sanity_checks_passed", notice.Reason));
            Assert.NotEmpty(await bench.EntriesAsync(Keys.PermitNotices));
            Assert.All(await bench.GroupsAsync(Keys.Plans.Name), group => Assert.Equal(0, group.Pending));
        }
    }

    // More fills than a batch holds came before the plan: none of the amounts on the way is judged by.
    [Fact]
    public async Task Plan_BehindALongBacklog_IsJudgedByItsEnd()
    {
        await using var bench = new Bench();
        await Fills.StartAsync(bench);
        const int Count = 200;
        await Fills.HappenAsync(bench, Count, [.. Enumerable.Range(0, Count).Select(i => Fills.Of(bench, $"t{i}", 1))]);
        await bench.AppendAsync(Keys.Plans, Plans.Of(bench, HarvestAction.FullCloseProposed));
        await Bench.RunAsync(await Fills.StartAsync(bench));

        Assert.Equal(["sanity_checks_passed"], await Plans.AnswersAsync(bench));
        Assert.Equal((Count, Count), ((await Plans.PermitAsync(bench))!.SafeQty, (await Plans.PermitAsync(bench))!.LedgerAmt));
    }

    [Fact]
    public async Task Gauges_ExistWhileThereIsAPosition()
    {
        await using var bench = new Bench();
        var stage = await HoldingAsync(bench);
        Assert.Equal((2, 2, 0), (stage.Metrics.VenueAmount.Value(Bench.Btc), stage.Metrics.LedgerAmount.Value(Bench.Btc), stage.Metrics.AccountAge.Value(Bench.Btc)));
        Assert.Equal((0, 0), (stage.Metrics.Allowed.Value(Bench.Btc), stage.Metrics.Denied.Value(Bench.Btc, "no_position")));
        bench.Pass(30);
        await Bench.RunAsync(stage);
        Assert.Equal(30, stage.Metrics.AccountAge.Value(Bench.Btc));
        await Fills.HappenAsync(bench, 0, Fills.Of(bench, "t2", -2));
        await Bench.RunAsync(stage);

        Assert.Equal((null, null, null), (stage.Metrics.VenueAmount.Value(Bench.Btc), stage.Metrics.LedgerAmount.Value(Bench.Btc), stage.Metrics.AccountAge.Value(Bench.Btc)));
    }

    private static async Task<PositionStateStage> HoldingAsync(Bench bench)
    {
        var stage = await Fills.StartAsync(bench);
        await Fills.HappenAsync(bench, 2, Fills.Of(bench, "t1", 2));
        await Bench.RunAsync(stage);
        return stage;
    }

    private static Task Pass(Bench bench, double seconds)
    {
        bench.Pass(seconds);
        return Task.CompletedTask;
    }

    private static async Task NextPositionAsync(Bench bench)
    {
        var next = Accounts.Position(PositionSide.Long, 105, openedEpoch: Bench.StartEpoch + 5);
        await Accounts.PublishAsync(bench, Accounts.Of(bench, next));
        await bench.AppendAsync(Keys.VenueEvents, Fills.Of(bench, "t2", -2));
        await bench.AppendAsync(Keys.VenueEvents, Fills.Of(bench, "t3", 2));
    }

    private static Task HedgeAsync(Bench bench)
    {
        VenuePosition[] both = [Accounts.Position(PositionSide.Long, 105), Accounts.Position(PositionSide.Short, 105)];
        return Accounts.PublishAsync(bench, Accounts.Of(bench, both[0]) with { Positions = both });
    }
}
