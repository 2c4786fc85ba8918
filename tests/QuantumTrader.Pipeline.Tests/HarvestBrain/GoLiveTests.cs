using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Tests.Apply;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.HarvestBrain;

/// <summary>From suggestions to acts and back, with positions open.</summary>
public sealed class GoLiveTests
{
    public static TheoryData<HarvestMode> Rehearsals => [HarvestMode.Shadow, HarvestMode.Live];

    // In a rehearsal the intents went to the same stream, marked dry_run.
    [Theory]
    [MemberData(nameof(Rehearsals))]
    public async Task WhatWasOnlySuggested_IsAskedFor_WhatSomebodyDid_IsNot(HarvestMode before)
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench, new HarvestBrainOptions { Engine = HarvestEngine.Brain, ModeChoice = before, LiveWritesEnabled = false });
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3400);
        await Brains.FillAsync(bench, side: "SELL", qty: "0.25", price: "3400", stop: null);
        await Bench.RunAsync(stage);
        stage = await Brains.StartAsync(bench, Brains.Live);
        await Brains.PriceAsync(bench, stage, 3400, 3400);

        var asked = (await Brains.IntentsAsync(bench)).Where(act => !act.DryRun).ToList();
        Assert.Equal(["close 0.25 at 1 R", "stop 3300 at 1 R"], asked.Select(Brains.Text));
        Assert.Equal("1.0", asked[0].CorrelationId.Split(':')[5]);
    }

    // Asks that are under way stay asked.
    [Fact]
    public async Task RestartInLiveMode_AsksForNothingAnew()
    {
        await using var bench = new Bench();
        var stage = await Brains.StartAsync(bench, Brains.Live);
        await Brains.FillAsync(bench);
        await Brains.PriceAsync(bench, stage, 3350);
        stage = await Brains.StartAsync(bench, Brains.Live);
        await Brains.PriceAsync(bench, stage, 3350);

        Assert.Equal(2, (await Brains.IntentsAsync(bench)).Count);
    }

    // Apply was given the other engine, or was not started anew: it sees who acts.
    [Fact]
    public async Task WhileTheBrainActs_ApplyPlansNothing_WhateverItWasTold()
    {
        await using var apply = await ApplyBench.StartAsync();
        var brain = await Brains.StartAsync(apply.Bench, Brains.Live);
        apply.Bench.Pass(21);
        await Bench.RunAsync(brain);
        Assert.Equal(TimeSpan.FromSeconds(60), await apply.Bench.LifeAsync(Keys.HarvestEngine));
        Assert.Equal((PlanDecision.Skip, "other_engine_harvests"), await PlanAsync(apply));

        // The brain is gone, and acts no more.
        apply.Bench.Pass(61);
        Assert.Equal(PlanDecision.Execute, (await PlanAsync(apply)).Decision);
    }

    [Fact]
    public async Task BrainThatOnlySuggests_LeavesApplyAlone()
    {
        await using var apply = await ApplyBench.StartAsync();
        await Brains.StartAsync(apply.Bench);

        Assert.Equal(PlanDecision.Execute, (await PlanAsync(apply)).Decision);
    }

    private static async Task<(PlanDecision Decision, string Reasons)> PlanAsync(ApplyBench apply)
    {
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        var made = (await apply.PlansAsync())[^1];
        return (made.Decision, made.ReasonCodes);
    }
}
