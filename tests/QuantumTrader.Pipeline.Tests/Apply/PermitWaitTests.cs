using System.Text.Json;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>How the wait for the three permits ends.</summary>
public sealed class PermitWaitTests
{
    [Fact]
    public async Task AllThree_AreConsumedTogether_AndTheOrderGoesOut_InTheSameInstant()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        Assert.Empty(await apply.OrdersAsync());
        await apply.GrantBothAsync();
        await apply.RunAsync();

        var order = Assert.Single(await apply.OrdersAsync());
        Assert.Equal(
            (ApplyBench.Plan, PlanStep.ClosePartial75, 1.5m, null, 2m, Bench.StartEpoch - 3600L, false),
            (order.PlanId, order.Step, order.Quantity, order.StopPrice, order.PositionAmount, order.PositionOpenedEpoch, order.IsIntent));
        Assert.Equal(0, await apply.PermitsAsync());
        Assert.Empty(await apply.ResultsAsync());
        Assert.Equal(1, apply.Stage.Metrics.Steps.Value(Bench.Btc, "CLOSE_PARTIAL_75", "sent"));
        foreach (var stream in apply.Stage.Inputs)
            Assert.Equal((0, 0), ((await apply.Bench.GroupsAsync(stream)).Single() is var group ? (group.Pending, group.Lag) : default));
        Assert.Null(apply.Stage.NextDue);
    }

    [Fact]
    public async Task AStopUpdate_CarriesThePrice_AndNoQuantity()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act(HarvestAction.UpdateSl, stop: 100.2));
        await apply.RunAsync();
        await apply.GrantAsync(apply.Governor());
        await apply.GrantAsync(apply.P33(quantity: 2));

        // A partial close went through meanwhile: the stop is for whatever there is.
        await apply.PutPositionAsync(0.5m);
        await apply.RunAsync();

        var order = Assert.Single(await apply.OrdersAsync());
        Assert.Equal((PlanStep.UpdateSl, null, 100.2m), (order.Step, order.Quantity, order.StopPrice));
    }

    [Theory]
    [InlineData(false, false, false, "missing_all", -2, -2, -2)]
    [InlineData(false, true, true, "missing_governor", -2, 58, 58)]
    [InlineData(true, false, true, "missing_p33", 58, -2, 58)]
    [InlineData(true, true, false, "missing_p26", 58, 58, -2)]
    [InlineData(false, false, true, "missing_governor", -2, -2, 58)]
    public async Task ATimeOut_SaysWhatIsMissing_AndConsumesNothing(
        bool governor, bool p33, bool p26, string reason, int governorTtl, int p33Ttl, int p26Ttl)
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act(), permitted: p26);
        await apply.RunAsync();
        if (governor)
            await apply.GrantAsync(apply.Governor());
        if (p33)
            await apply.GrantAsync(apply.P33());
        apply.Bench.Pass(1.199);
        await apply.RunAsync();
        Assert.Empty(await apply.ResultsAsync());
        apply.Bench.Pass(0.001);
        await apply.RunAsync();

        var result = Assert.Single(await apply.ResultsAsync());
        Assert.Equal(
            (PlanDecision.Blocked, false, false, true, $"permit_timeout_or_missing:{reason}", 1200L),
            (result.Decision, result.Executed, result.WouldExecute, result.MayRetry, result.Error, result.ProposalAgeMs));
        Assert.Equal((governor ? 1 : 0) + (p33 ? 1 : 0) + (p26 ? 1 : 0), await apply.PermitsAsync());
        Assert.Equal(PlanStates.Failed, await apply.StateAsync());
        Assert.Empty(await apply.OrdersAsync());
        Assert.Contains(
            $"Warning: [PERMIT_WAIT] BLOCK plan={ApplyBench.Plan} symbol=BTCUSDT wait_ms=1200 info={{reason=permit_timeout_or_missing:{reason},governor_ttl={governorTtl},p33_ttl={p33Ttl},p26_ttl={p26Ttl}}}",
            apply.Bench.Log.Lines);
        Assert.Equal(1, apply.Stage.Metrics.Steps.Value(Bench.Btc, "CLOSE_PARTIAL_75", "blocked"));
        Assert.Equal(1, apply.Stage.Metrics.Outcomes.Value("not_executed"));
    }

    [Fact]
    public async Task APermitWithoutANotice_IsFoundAtTheNextStep()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        var life = TimeSpan.FromSeconds(60);
        var store = apply.Bench.Engine.Store;
        await store.SetTextAsync(
            Keys.Permit(PermitGate.Governor, ApplyBench.Plan), JsonSerializer.Serialize(apply.Governor(), PermitJson.Default.GovernorPermit), life);
        await store.SetTextAsync(Keys.Permit(PermitGate.P33, ApplyBench.Plan), JsonSerializer.Serialize(apply.P33(), PermitJson.Default.P33Permit), life);
        Assert.Equal(0, await Bench.RunAsync(apply.Stage));
        Assert.Equal(apply.NowMs + 100, apply.Stage.NextDue!.Value.ToUnixTimeMilliseconds());
        apply.Bench.Pass(0.1);
        await apply.RunAsync();

        Assert.Single(await apply.OrdersAsync());
    }

    [Fact]
    public async Task PermitsThatRanOut_AreMissing()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.GrantAsync(apply.Governor());
        apply.Bench.Pass(59);
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        apply.Bench.Pass(1);
        await apply.GrantAsync(apply.P33());
        await apply.RunAsync();
        apply.Bench.Pass(0.2);
        await apply.RunAsync();

        Assert.Empty(await apply.OrdersAsync());
        Assert.Equal("permit_timeout_or_missing:missing_governor", Assert.Single(await apply.ResultsAsync()).Error);
    }

    [Fact]
    public async Task AGovernorBlock_EndsTheWaitAtOnce_WithItsReason()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await BlockAsync(apply, "symbol_cooldown");
        await apply.RunAsync();

        Assert.Equal("symbol_cooldown", Assert.Single(await apply.ResultsAsync()).Error);
        Assert.Equal(1, apply.Stage.Metrics.GovernorBlocks.Value("symbol_cooldown"));
        Assert.Equal(PlanStates.Failed, await apply.StateAsync());
        Assert.Equal(1, await apply.PermitsAsync());
    }

    [Fact]
    public async Task AP33Refusal_EndsTheWaitAtOnce_WithItsReason()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantAsync(Refusal(apply));
        await apply.RunAsync();

        Assert.Equal("cooldown_in_flight", Assert.Single(await apply.ResultsAsync()).Error);
        Assert.Contains(
            $"Warning: [PERMIT_WAIT] BLOCK plan={ApplyBench.Plan} symbol=BTCUSDT wait_ms=0 info={{reason=cooldown_in_flight}}", apply.Bench.Log.Lines);
    }

    [Fact]
    public async Task AP26Refusal_ThatCameBeforeThePlan_EndsTheWaitAtOnce()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.NoticeAsync(PermitGate.P26, ApplyBench.Plan, granted: false, "portfolio_state_stale");
        await apply.AppendAsync(apply.Act(), permitted: false);
        await apply.RunAsync();

        Assert.Equal("portfolio_state_stale", Assert.Single(await apply.ResultsAsync()).Error);
    }

    [Fact]
    public async Task RefusalsOfAnEarlierAttempt_DoNotEndALaterOne()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await BlockAsync(apply, "hourly_limit_exceeded");
        await apply.GrantAsync(Refusal(apply));
        await apply.RunAsync();
        apply.Bench.Pass(2);
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        Assert.Single(await apply.ResultsAsync());
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Single(await apply.OrdersAsync());
        Assert.Single(await apply.ResultsAsync());
    }

    [Fact]
    public async Task ThePositionOfAnEarlierPermit_IsWaitedOut_UntilTheGateSpeaksAgain()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.GrantAsync(apply.Governor());
        await apply.GrantAsync(apply.P33() with { ExchangePositionAmt = 4 });
        apply.Bench.Pass(2);
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        Assert.Empty(await apply.ResultsAsync());
        await apply.GrantAsync(apply.P33());
        await apply.RunAsync();

        Assert.Single(await apply.OrdersAsync());
    }

    [Fact]
    public async Task PlansWaitSideBySide()
    {
        await using var apply = await ApplyBench.StartAsync();
        string[] plans = [.. Enumerable.Range(0, 20).Select(i => $"plan{i:00}")];
        foreach (var plan in plans)
            await apply.AppendAsync(apply.Act(planId: plan));
        await apply.RunAsync();
        foreach (var plan in plans.Reverse().Where((_, i) => i % 2 == 0))
            await apply.GrantBothAsync(plan);
        await apply.RunAsync();

        Assert.Equal(10, (await apply.OrdersAsync()).Count);
        Assert.Equal(10, (await apply.Bench.GroupsAsync(Keys.Plans.Name)).Single().Pending);
        apply.Bench.Pass(1.2);
        await apply.RunAsync();
        Assert.Equal(10, (await apply.ResultsAsync()).Count);
        Assert.Equal(0, (await apply.Bench.GroupsAsync(Keys.Plans.Name)).Single().Pending);
    }

    [Theory]
    [InlineData(false, "kill_switch_active")]
    [InlineData(true, "stale_after_halt")]
    public async Task TheKillSwitch_EndsTheWait(bool released, string error)
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        apply.Bench.Pass(0.5);
        if (released)
            await apply.Bench.Engine.Store.SetTextAsync(Keys.KillReleased, $"{apply.NowMs}", null);
        else
            await apply.Bench.Engine.Store.SetTextAsync(Keys.Kill, "1", null);
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Equal(error, Assert.Single(await apply.ResultsAsync()).Error);
        Assert.Equal((0, 3), ((await apply.OrdersAsync()).Count, await apply.PermitsAsync()));
    }

    private static Task BlockAsync(ApplyBench apply, string reason) => Task.WhenAll(
        apply.Bench.Engine.Store.SetTextAsync(
            Keys.GovernorBlock(ApplyBench.Plan),
            JsonSerializer.Serialize(new GovernorBlock(reason, apply.Bench.NowEpoch, Bench.Btc), PermitJson.Default.GovernorBlock),
            TimeSpan.FromHours(1)).AsTask(),
        apply.NoticeAsync(PermitGate.Governor, ApplyBench.Plan, granted: false, reason));

    private static P33Permit Refusal(ApplyBench apply) => new(
        Allow: false, Bench.Btc, ApplyBench.Plan, null, null, null, null, null, "cooldown_in_flight", "3 s", apply.Bench.NowEpoch);
}
