using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Apply;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.Tests.Configuration;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Apply;

public sealed class ApplyModeTests
{
    [Fact]
    public async Task DryRun_UsesUpThePermits_AndSendsNothing()
    {
        await using var apply = await ApplyBench.StartAsync(new ApplyOptions());
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantBothAsync();
        await apply.RunAsync();

        var result = Assert.Single(await apply.ResultsAsync());
        Assert.Equal(
            (PlanDecision.Execute, false, true, true, null), (result.Decision, result.Executed, result.WouldExecute, result.MayRetry, result.Error));
        Assert.Equal(ApplyMode.DryRun, Assert.Single(await apply.PlansAsync()).Mode);
        Assert.Equal((0, 0), ((await apply.OrdersAsync()).Count, await apply.PermitsAsync()));
        Assert.Equal(1, apply.Stage.Metrics.Steps.Value(Bench.Btc, "CLOSE_PARTIAL_75", "would_execute"));
        Assert.Equal((1, 0), (apply.Stage.Metrics.Outcomes.Value("would_execute"), apply.Stage.Metrics.Outcomes.Value("executed")));
        Assert.Null(apply.Stage.Metrics.LastSuccess.Value(Bench.Btc));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disarmed_BeforeOrAfterThePlan_ActsAsDryRun_UntilRearmed(bool before)
    {
        await using var apply = await ApplyBench.StartAsync();
        var disarm = new DisarmState(apply.Bench.Engine.Store, apply.Bench.Clock);
        if (before)
            await disarm.DisarmAsync(Domain.Governor.DisarmReason.BurstBreach, default);
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        if (!before)
            await disarm.DisarmAsync(Domain.Governor.DisarmReason.BurstBreach, default);
        await apply.GrantBothAsync();
        await apply.RunAsync();
        Assert.Empty(await apply.OrdersAsync());
        Assert.True(Assert.Single(await apply.ResultsAsync()).WouldExecute);

        await disarm.RearmAsync(default);
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantBothAsync();
        await apply.RunAsync();
        Assert.Single(await apply.OrdersAsync());
    }

    [Fact]
    public async Task APlanMadeInDryRun_IsNotSent_ByAnArmedStage()
    {
        await using var apply = await ApplyBench.StartAsync(new ApplyOptions());
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        var armed = await Bench.StartAsync(new ApplyStage(apply.Bench.Context, ApplyBench.Paper));
        await apply.GrantBothAsync();
        await Bench.RunAsync(armed);

        Assert.Empty(await apply.OrdersAsync());
        Assert.True(Assert.Single(await apply.ResultsAsync()).WouldExecute);
    }

    [Theory]
    [InlineData("testnet")]
    [InlineData("live")]
    public void Venues_ThatThisBuildDoesNotHave_AreRefused(string mode)
    {
        var binder = new SettingsBinder(new SettingsCatalogue(typeof(ApplyOptions)), Layers.Named("--set", $"APPLY_MODE={mode}"));

        Assert.Equal(
            $"APPLY_MODE = '{mode}': must be dry_run or paper: it is not a venue of this build",
            Assert.Single(binder.Faults) is var fault ? (fault with { Origin = null }).ToString() : "");
    }

    [Theory]
    [InlineData(null, ApplyMode.DryRun)]
    [InlineData("dry_run", ApplyMode.DryRun)]
    [InlineData("paper", ApplyMode.Paper)]
    public void Modes(string? mode, ApplyMode expected)
    {
        SettingsLayer[] layers = mode is null ? [] : [Layers.Named("--set", $"APPLY_MODE={mode}")];

        Assert.Equal(expected, new SettingsBinder(new SettingsCatalogue(typeof(ApplyOptions)), layers).Bind<ApplyOptions>().Mode);
    }

    [Fact]
    public async Task Series_StandAtZeroFromTheStart()
    {
        await using var apply = await ApplyBench.StartAsync();
        var metrics = apply.Stage.Metrics;

        Assert.Equal(0, metrics.Plans.Value(Bench.Btc, WireNames.Of(PlanDecision.Blocked)));
        Assert.Equal(0, metrics.Steps.Value(Bench.Btc, "UPDATE_SL", "blocked"));
        Assert.Equal(0, metrics.GovernorBlocks.Value("kill_switch_active"));
        Assert.Equal((0, 0, 0), (metrics.Outcomes.Value("executed"), metrics.Outcomes.Value("not_executed"), metrics.DedupeHits.Value()));
        metrics.GovernorBlocked("a word of another program");
        Assert.Equal(1, metrics.GovernorBlocks.Value("other"));
    }
}
