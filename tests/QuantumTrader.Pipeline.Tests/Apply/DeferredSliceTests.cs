using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>A slice that P3.3 finds too small for the venue is not asked for again at once; anything else of the same act is.</summary>
public sealed class DeferredSliceTests
{
    [Fact]
    public async Task TooSmall_TheSameSliceRests_AndIsTriedAgainLater()
    {
        await using var apply = await ApplyBench.StartAsync();
        await RefuseAsync(apply);

        await AgainAsync(apply, afterSec: 60);
        var skipped = (await apply.PlansAsync())[^1];
        Assert.Equal((PlanDecision.Skip, "below_min_notional"), (skipped.Decision, skipped.ReasonCodes));
        Assert.Single(await apply.ResultsAsync());

        await AgainAsync(apply, afterSec: 240);
        await apply.GrantBothAsync();
        await apply.RunAsync();
        Assert.Equal(PlanStep.ClosePartial75, Assert.Single(await apply.OrdersAsync()).Step);
    }

    [Fact]
    public async Task TooSmall_TheFullCloseOfTheSameAct_IsNotHeldUp()
    {
        await using var apply = await ApplyBench.StartAsync();
        await RefuseAsync(apply);

        await AgainAsync(apply, afterSec: 1, HarvestAction.FullCloseProposed);
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Equal(PlanStep.CloseFull, Assert.Single(await apply.OrdersAsync()).Step);
    }

    [Fact]
    public async Task AnyOtherRefusal_IsTriedAgainAtOnce()
    {
        await using var apply = await ApplyBench.StartAsync();
        await RefuseAsync(apply, "cooldown_in_flight");

        await AgainAsync(apply, afterSec: 1);
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Single(await apply.OrdersAsync());
    }

    private static async Task RefuseAsync(ApplyBench apply, string reason = "below_min_notional")
    {
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantAsync(apply.Governor());
        await apply.GrantAsync(apply.P33() with { Allow = false, Reason = reason });
        await apply.RunAsync();
        Assert.Equal(reason, Assert.Single(await apply.ResultsAsync()).Error);
    }

    private static async Task AgainAsync(ApplyBench apply, double afterSec, HarvestAction action = HarvestAction.Partial75)
    {
        apply.Bench.Pass(afterSec);
        await apply.AppendAsync(apply.Act(action));
        await apply.RunAsync();
    }
}
