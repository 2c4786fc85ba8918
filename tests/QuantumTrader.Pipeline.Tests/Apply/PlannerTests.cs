using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>A plan for every calibrated entry.</summary>
public sealed class PlannerTests
{
    [Fact]
    public async Task AnAct_BecomesAPlan_OfTheEffectiveAction()
    {
        await using var apply = await ApplyBench.StartAsync();
        var act = apply.Act(HarvestAction.Partial25, original: HarvestAction.FullCloseProposed, killScore: 0.75);
        await apply.AppendAsync(act);
        await apply.RunAsync();

        var plan = Assert.Single(await apply.PlansAsync());
        Assert.Equal(
            (ApplyBench.Plan, HarvestAction.Partial25, PlanDecision.Execute, PlanStep.ClosePartial25, ApplyMode.Paper, "kill_score_warning_close_ok"),
            (plan.PlanId, plan.Action, plan.Decision, plan.Step!.Value, plan.Mode, plan.ReasonCodes));
        Assert.Equal((act.Proposal.KillScore, act.Proposal.ComputedMs, apply.NowMs), (plan.KillScore, plan.ComputedMs, plan.PlannedMs));
        Assert.Equal(PlanStates.Reserved, await apply.StateAsync());
        Assert.Equal(TimeSpan.FromSeconds(120), await apply.Bench.LifeAsync(Keys.PlanState(ApplyBench.Plan)));
        Assert.Equal(1, apply.Stage.Metrics.Plans.Value(Bench.Btc, "EXECUTE"));
        Assert.Equal(0, (await apply.Bench.GroupsAsync(Keys.Calibrated.Name)).Single().Pending);
    }

    [Fact]
    public async Task Shadow_KeepsTheOriginalAction()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act(HarvestAction.Hold, original: HarvestAction.Partial50) with { IsEnforced = false });
        await apply.RunAsync();

        Assert.Equal(PlanStep.ClosePartial50, Assert.Single(await apply.PlansAsync()).Step);
    }

    [Theory]
    [InlineData("1", null, null, "BLOCKED", "kill_switch_active")]
    [InlineData("0", "1", null, "BLOCKED", "kill_switch_active")]
    [InlineData("0", "0", "later", "BLOCKED", "stale_after_halt")]
    [InlineData("0", "0", "earlier", "EXECUTE", "")]
    public async Task TheKillSwitch_StopsPlans(string all, string? symbol, string? released, string decision, string reason)
    {
        await using var apply = await ApplyBench.StartAsync();
        var store = apply.Bench.Engine.Store;
        await store.SetTextAsync(Keys.Kill, all, null);
        if (symbol is not null)
            await store.SetTextAsync(Keys.KillOf(Bench.Btc), symbol, null);
        if (released is not null)
            await store.SetTextAsync(Keys.KillReleased, $"{apply.NowMs + (released == "later" ? 1 : 0)}", null);
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();

        var plan = Assert.Single(await apply.PlansAsync());
        Assert.Equal((decision, reason), (WireNames.Of(plan.Decision), plan.ReasonCodes));
        Assert.Equal(1, apply.Stage.Metrics.Plans.Value(Bench.Btc, decision));
    }

    [Fact]
    public async Task Allowlist_StaleProposal_Hold_AndMissingPlanId_AreSaidAndReserveNothing()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act(symbol: Bench.Eth, planId: "a"));
        await apply.AppendAsync(apply.Act(planId: "b", computedMs: apply.NowMs - 30_001));
        await apply.AppendAsync(apply.Act(HarvestAction.Hold, planId: "c"));
        await apply.AppendAsync(apply.Act(planId: null));
        await apply.AppendAsync(apply.Act(HarvestAction.UpdateSl, planId: "d", stop: null));
        await apply.RunAsync();

        Assert.Equal(
            ["a SKIP not_in_allowlist", "b BLOCKED proposal_stale", "c SKIP action_hold", "- ERROR incomplete_proposal", "d ERROR incomplete_proposal"],
            (await apply.PlansAsync()).Select(plan => $"{plan.PlanId} {WireNames.Of(plan.Decision)} {plan.ReasonCodes}"));
        foreach (var plan in "abcd")
            Assert.Null(await apply.StateAsync(plan.ToString()));
        Assert.Empty(await apply.ResultsAsync());
        Assert.Null(apply.Stage.NextDue);
    }

    [Fact]
    public async Task AnAllowlist_ReplacesTheSymbols()
    {
        var options = new Pipeline.Apply.ApplyOptions { Symbols = SymbolList.Of(Bench.Btc), Allowlist = SymbolList.Of(Bench.Eth) };
        await using var apply = await ApplyBench.StartAsync(options);
        await apply.AppendAsync(apply.Act(symbol: Bench.Eth, planId: "a"));
        await apply.AppendAsync(apply.Act(planId: "b"));
        await apply.RunAsync();

        Assert.Equal([PlanDecision.Execute, PlanDecision.Skip], (await apply.PlansAsync()).Select(plan => plan.Decision));
    }

    [Fact]
    public async Task AnUnknownAction_IsADeadLetter_NeverAClose()
    {
        await using var apply = await ApplyBench.StartAsync();
        var fields = WireFields.Of(apply.Act())
            .Select(field => (field.Key, field.Key == "calibrated_action" ? "PARTIAL_90" : field.Value)).ToArray();
        await apply.Bench.AppendAsync(new StreamKey<RawFields>(Keys.Calibrated.Name), RawFields.Of(fields));
        await apply.RunAsync();

        Assert.Empty(await apply.PlansAsync());
        Assert.Equal(1, await apply.Bench.Engine.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.Calibrated.Name)));
        Assert.Equal(1, apply.Bench.Log.Count("'PARTIAL_90'"));
    }

    [Fact]
    public async Task TheSameAct_WhileItIsOnItsWay_AndInOneBatch_IsADuplicate()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();

        Assert.Equal(
            ["", "duplicate_plan", "duplicate_plan"], (await apply.PlansAsync()).Select(plan => plan.ReasonCodes));
        Assert.Equal(2, apply.Stage.Metrics.DedupeHits.Value());
    }

    [Theory]
    [InlineData(119, "duplicate_plan")]
    [InlineData(120, "")]
    public async Task AReservation_ThatNobodyCameBackTo_RunsOut(double seconds, string reason)
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();

        // The plan itself is lost: nobody ever looks at it again.
        await apply.Bench.Engine.Bus.TrimAsync(Keys.Plans.Name, 0);
        apply.Bench.Pass(seconds);
        await apply.RestartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();

        Assert.Equal(reason, (await apply.PlansAsync())[^1].ReasonCodes);
    }
}
