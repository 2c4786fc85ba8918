using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.Tests.Loop;

/// <summary>The operator's kill switch, seen by the whole loop.</summary>
public sealed class HaltedLoopTests
{
    [Fact]
    public async Task On_NothingIsSent_AndTheStopRests_Off_WhatPiledUpIsStale_AndNewActsFlow()
    {
        await using var loop = await LoopBench.OpenAsync();
        var (execution, bench) = (loop.Execution, loop.Execution.Bench);
        var control = new KillControl(bench.Context);
        var stops = await execution.StopsAsync();
        var before = execution.Venue.Placed.Count;

        await control.OnAsync(null, "trouble", default);
        await loop.ProposeAsync(HarvestAction.Partial50, plan: "00000000000000a1");
        await loop.SettleAsync();
        Assert.Equal((PlanDecision.Blocked, "kill_switch_active"), await NewestPlanAsync(loop));

        // Nobody has worked on this one when the switch is released.
        await loop.ProposeAsync(HarvestAction.Partial50, plan: "00000000000000a2");
        bench.Pass(2);
        Assert.True(await control.OffAsync(null, "solved", default));
        await loop.SettleAsync();
        Assert.Equal((PlanDecision.Blocked, "stale_after_halt"), await NewestPlanAsync(loop));
        Assert.Equal(before, execution.Venue.Placed.Count);
        Assert.Equal(stops, await execution.StopsAsync());

        bench.Pass(1);
        await loop.ProposeAsync(HarvestAction.Partial50, plan: "00000000000000a3");
        await loop.SettleAsync();
        var executed = Assert.Single(await execution.ResultsAsync(), result => result.Executed);
        Assert.Equal("00000000000000a3", executed.PlanId);
        Assert.Equal(0.05m, await execution.QuantityAsync());
        Assert.Equal(stops, await execution.StopsAsync());
    }

    // The plan had all its permits when the switch was thrown: the last look, before the order, is the one that counts.
    [Fact]
    public async Task ThrownWhenThePlanHasItsPermits_NothingIsSent()
    {
        await using var loop = await LoopBench.OpenAsync();
        var before = loop.Execution.Venue.Placed.Count;
        loop.Execution.Venue.Looking = () => loop.Execution.KillAsync(on: true).GetAwaiter().GetResult();
        await loop.ProposeAsync(HarvestAction.Partial75);
        await loop.SettleAsync();

        Assert.Equal(before, loop.Execution.Venue.Placed.Count);
        Assert.Equal("kill_switch_active", (await loop.Execution.ResultsAsync())[^1].Error);
    }

    private static async Task<(PlanDecision Decision, string Reasons)> NewestPlanAsync(LoopBench loop)
    {
        var plan = (await loop.Execution.Bench.EntriesAsync(Keys.Plans))[^1];
        return (plan.Decision, plan.ReasonCodes);
    }
}
