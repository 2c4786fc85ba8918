using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>A crash at any operation, and what comes again: nothing is lost and nothing is done twice.</summary>
public sealed class ApplyCrashTests
{
    private const string Second = "fedcba9876543210";
    private const int AnyNumber = 1000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ACrash_AtEveryOperation_LosesNoPlan_AndSendsEachOrderOnce(bool carriedOut)
    {
        var operations = await OperationsAsync();
        Assert.InRange(operations, 40, AnyNumber);
        for (var nth = 1; nth <= operations; nth++)
        {
            await using var apply = await ApplyBench.StartAsync();
            apply.Bench.Faults.AtAny(nth, carriedOut);

            Assert.True(await RunAsync(apply) > 0, $"nothing failed at operation {nth}");
            await AssertBothDoneAsync(apply, $"operation {nth} of {operations}, {(carriedOut ? "answer lost" : "not carried out")}");
        }
    }

    [Fact]
    public async Task TwoCrashes_AnywhereInTheRun_LoseNothingEither()
    {
        var operations = await OperationsAsync();
        for (var nth = 1; nth <= operations; nth += 2)
        {
            for (var then = 1; then <= 30; then += 3)
            {
                await using var apply = await ApplyBench.StartAsync();
                apply.Bench.Faults.AtAny(nth, carriedOut: true);
                apply.Bench.Faults.AtAny(nth + then, carriedOut: then % 2 == 0);
                await RunAsync(apply);
                await AssertBothDoneAsync(apply, $"operations {nth} and {nth + then}");
            }
        }
    }

    [Fact]
    public async Task ACrashBetweenConsumptionAndOrder_IsMadeGood_EvenMuchLater()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantBothAsync();
        apply.Bench.Faults.Before("append", Keys.ExecutionOrders.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(apply.RunAsync);
        Assert.Equal((0, 0), ((await apply.OrdersAsync()).Count, await apply.PermitsAsync()));
        apply.Bench.Pass(600);
        await apply.RestartAsync();
        await apply.RunAsync();

        var order = Assert.Single(await apply.OrdersAsync());
        Assert.Equal((1.5m, Bench.StartEpoch * 1000L), (order.Quantity, order.SentMs));
        await apply.RestartAsync();
        await apply.RunAsync();
        Assert.Single(await apply.OrdersAsync());
    }

    // Two processes for a moment, as when a lease changes hands: permits that the slower one consumed, and a crash before the order, would have lost the act.
    [Fact]
    public async Task AnAttemptThatAnotherProcessHasEnded_ConsumesNothing_AndIsTriedAgain()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        var other = await Bench.StartAsync(new ApplyStage(apply.Bench.Context, apply.Options));
        await apply.GrantAsync(apply.P33() with { Allow = false, Reason = "cooldown_in_flight" });
        await Bench.RunAsync(other);
        Assert.Equal((1, PlanStates.Failed), ((await apply.ResultsAsync()).Count, await apply.StateAsync()));

        await apply.GrantBothAsync();
        await apply.RunAsync();
        Assert.Equal((3, 0), (await apply.PermitsAsync(), (await apply.OrdersAsync()).Count));

        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        Assert.Single(await apply.OrdersAsync());
    }

    [Fact]
    public async Task ARepublishedAct_ExecutesNothing_OnceItIsDone()
    {
        await using var apply = await ApplyBench.StartAsync();
        await RunAsync(apply);
        Assert.Equal((PlanStates.Done, TimeSpan.FromHours(6)), (await apply.StateAsync(), await apply.Bench.LifeAsync(Keys.PlanState(ApplyBench.Plan))));
        apply.Bench.Pass(60);
        await apply.AppendAsync(apply.Act());
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Equal(2, (await apply.OrdersAsync()).Count);
        Assert.Equal("duplicate_plan", (await apply.PlansAsync())[^1].ReasonCodes);
        Assert.Equal(3, await apply.PermitsAsync());
        Assert.Equal((Bench.StartEpoch, 2), (apply.Stage.Metrics.LastSuccess.Value(Bench.Btc), apply.Stage.Metrics.Outcomes.Value("executed")));
    }

    [Fact]
    public async Task APlanThatMissedItsPermits_IsTriedAgain_WithTheSameId()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        apply.Bench.Pass(1.2);
        await apply.RunAsync();
        Assert.Equal(PlanStates.Failed, await apply.StateAsync());
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        Assert.Equal(PlanStates.Reserved, await apply.StateAsync());
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Equal(ApplyBench.Plan, Assert.Single(await apply.OrdersAsync()).PlanId);
        Assert.All(await apply.PlansAsync(), plan => Assert.Equal((ApplyBench.Plan, PlanDecision.Execute), (plan.PlanId, plan.Decision)));
    }

    [Theory]
    [InlineData(true, PlanStates.Failed, "")]
    [InlineData(false, PlanStates.Done, "duplicate_plan")]
    public async Task WhatExecutionRefused_IsTriedAgain_OnlyIfNothingWasSent(bool mayRetry, string state, string secondPlan)
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantBothAsync();
        await apply.RunAsync();
        await apply.FinishAsync((await apply.OrdersAsync()).Single(), executed: false, mayRetry);
        await apply.RunAsync();
        Assert.Equal(state, await apply.StateAsync());
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        Assert.Equal(secondPlan, (await apply.PlansAsync())[^1].ReasonCodes);
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Equal(mayRetry ? 2 : 1, (await apply.OrdersAsync()).Count);
    }

    [Fact]
    public async Task TheOutcomeOfAnEarlierAttempt_ComingAgain_DoesNotTouchALaterOne()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantBothAsync();
        await apply.RunAsync();
        var first = (await apply.OrdersAsync()).Single();
        await apply.FinishAsync(first, executed: false, mayRetry: true);
        await apply.RunAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.FinishAsync(first, executed: false, mayRetry: true);
        await apply.RunAsync();
        Assert.Equal(PlanStates.Reserved, await apply.StateAsync());
        await apply.GrantBothAsync();
        await apply.RunAsync();
        await apply.FinishAsync(first, executed: false, mayRetry: true);
        await apply.RunAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();

        Assert.Equal("duplicate_plan", (await apply.PlansAsync())[^1].ReasonCodes);
        Assert.Equal(2, (await apply.OrdersAsync()).Count);
    }

    [Fact]
    public async Task TheOutcomeOfAnIntent_LeavesNoStateBehind()
    {
        await using var apply = await ApplyBench.StartAsync();
        await RunAsync(apply);
        await apply.FinishAsync((await apply.OrdersAsync())[0] with { PlanId = "correlation" }, executed: true, mayRetry: false);
        await apply.RunAsync();

        Assert.Null(await apply.StateAsync("correlation"));
    }

    private static async Task<int> OperationsAsync()
    {
        await using var apply = await ApplyBench.StartAsync();
        var before = apply.Bench.Faults.Done.Count;
        Assert.Equal(0, await RunAsync(apply));
        return apply.Bench.Faults.Done.Count - before;
    }

    /// <summary>A close and a stop, from the calibrated entries to what execution says. Every failure is a crash: another stage takes over.</summary>
    /// <returns>How often it crashed.</returns>
    private static async Task<int> RunAsync(ApplyBench apply)
    {
        var neighbours = new Neighbours(apply);
        await apply.AppendAsync(apply.Act());
        await apply.AppendAsync(apply.Act(HarvestAction.UpdateSl, planId: Second));
        for (var crashes = 0; ;)
        {
            try
            {
                await apply.RunAsync();
                if (!await neighbours.AnswerAsync())
                    return crashes;
            }
            catch (EngineUnavailableException)
            {
                crashes++;
                await RestartAsync(apply);
            }
        }
    }

    private static async Task RestartAsync(ApplyBench apply)
    {
        try
        {
            await apply.RestartAsync();
        }
        catch (EngineUnavailableException)
        {
            await apply.RestartAsync();
        }
    }

    private static async Task AssertBothDoneAsync(ApplyBench apply, string crash)
    {
        var orders = await apply.OrdersAsync();
        Assert.True(
            orders.Count == 2 && orders.Select(order => order.PlanId).Distinct().Count() == 2, $"{crash}: {orders.Count} orders: {string.Join("; ", orders)}");
        foreach (var plan in new[] { ApplyBench.Plan, Second })
            Assert.True(await apply.StateAsync(plan) == PlanStates.Done, $"{crash}: {plan} is {await apply.StateAsync(plan)}");
        foreach (var stream in apply.Stage.Inputs)
            Assert.True((await apply.Bench.GroupsAsync(stream)).Single().Pending == 0, $"{crash}: {stream} has entries in hand");
    }
}
