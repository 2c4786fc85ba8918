using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>A permit that does not fit is refused before anything is consumed.</summary>
public sealed class PermitMismatchTests
{
    private static readonly Dictionary<string, Func<ApplyBench, Task>> s_misfits = new(StringComparer.Ordinal)
    {
        ["governor, another symbol"] = apply => apply.GrantAsync(apply.Governor(symbol: Bench.Eth)),
        ["governor, another plan"] = apply => apply.GrantAsync(apply.Governor(planId: "another"), key: ApplyBench.Plan),
        ["governor, not granted"] = apply => apply.GrantAsync(apply.Governor() with { Granted = false }),
        ["governor, consumed"] = apply => apply.GrantAsync(apply.Governor() with { Consumed = true }),
        ["governor, no permit at all"] = apply => apply.WriteAsync(PermitGate.Governor, ApplyBench.Plan, "1"),
        ["governor, text for a switch"] = apply => apply.WriteAsync(PermitGate.Governor, ApplyBench.Plan, """{"granted":"true"}"""),
        ["p26, another symbol"] = apply => apply.GrantAsync(PermitGate.P26, apply.P26(symbol: Bench.Eth)),
        ["p26, less than planned"] = apply => apply.GrantAsync(PermitGate.P26, apply.P26(HarvestAction.Partial50)),
        ["p26, hold"] = apply => apply.GrantAsync(PermitGate.P26, apply.P26(HarvestAction.Hold)),
        ["p26, a stop"] = apply => apply.GrantAsync(PermitGate.P26, apply.P26(HarvestAction.UpdateSl)),
        ["p26, not granted"] = apply => apply.GrantAsync(PermitGate.P26, apply.P26() with { Granted = false }),
        ["p26, an unknown action"] = apply => apply.GrantAsync(PermitGate.P26, apply.P26() with { Action = "EVERYTHING" }),
        ["p33, another symbol"] = apply => apply.GrantAsync(apply.P33(symbol: Bench.Eth)),
        ["p33, another plan"] = apply => apply.GrantAsync(apply.P33(planId: "another"), key: ApplyBench.Plan),
        ["p33, another amount"] = apply => apply.GrantAsync(apply.P33() with { ExchangePositionAmt = 3 }),
        ["p33, the other side"] = apply => apply.GrantAsync(apply.P33() with { ExchangePositionAmt = -2 }),
        ["p33, another position"] = apply => apply.GrantAsync(apply.P33() with { PositionOpenedEpoch = Bench.StartEpoch }),
        ["p33, no amount"] = apply => apply.GrantAsync(apply.P33() with { ExchangePositionAmt = null }),
        ["p33, no quantity"] = apply => apply.GrantAsync(apply.P33() with { SafeQty = null, SafeCloseQty = null }),
        ["p33, quantity 0"] = apply => apply.GrantAsync(apply.P33(quantity: 0)),
        ["p33, more than there is"] = apply => apply.GrantAsync(apply.P33(quantity: 2.1m)),
        ["p33, two quantities"] = apply => apply.GrantAsync(apply.P33() with { SafeCloseQty = 1 }),
        ["position, smaller since"] = apply => apply.PutPositionAsync(1),
        ["position, flipped since"] = apply => apply.PutPositionAsync(-2),
        ["position, opened anew since"] = apply => apply.PutPositionAsync(2, openedEpoch: Bench.StartEpoch),
        ["position, gone"] = apply => apply.PutPositionAsync(0),
        ["position, unreadable"] = apply => apply.Bench.SetFieldsAsync(Keys.Position(Bench.Btc).Name, ("side", "LONG")),
        ["position, unknown"] = async apply => await apply.Bench.Engine.Store.DeleteAsync(Keys.Position(Bench.Btc).Name),
    };

    public static TheoryData<string> Misfits => [.. s_misfits.Keys];

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task AMisfit_EndsTheWaitAtOnce_AndConsumesNothing(string misfit)
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        await apply.GrantBothAsync();
        await s_misfits[misfit](apply);
        await apply.RunAsync();

        var result = Assert.Single(await apply.ResultsAsync());
        Assert.Equal(("permit_mismatch", true), (result.Error, result.MayRetry));
        Assert.Equal((0, 3), ((await apply.OrdersAsync()).Count, await apply.PermitsAsync()));
        Assert.Equal(PlanStates.Failed, await apply.StateAsync());
        Assert.Equal(1, apply.Bench.Log.Count("reason=permit_mismatch,"));
    }

    [Fact]
    public async Task APermitForMore_CoversLess()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act(HarvestAction.Partial25), permitted: false);
        await apply.RunAsync();
        await apply.GrantAsync(PermitGate.P26, apply.P26(HarvestAction.FullCloseProposed));
        await apply.GrantAsync(apply.Governor());
        await apply.GrantAsync(apply.P33(quantity: 0.5m));
        await apply.RunAsync();

        Assert.Equal(0.5m, Assert.Single(await apply.OrdersAsync()).Quantity);
    }

    [Fact]
    public async Task AnUnusablePlanOfAnotherProgram_IsADeadLetter()
    {
        await using var apply = await ApplyBench.StartAsync();
        await apply.AppendAsync(apply.Act());
        await apply.RunAsync();
        var plan = (await apply.PlansAsync()).Single() with { PlanId = "another", Step = null };
        await apply.Bench.AppendAsync(Keys.Plans, plan);
        await apply.GrantBothAsync();
        await apply.RunAsync();

        Assert.Single(await apply.OrdersAsync());
        Assert.Equal(1, await apply.Bench.Engine.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.Plans.Name)));
    }
}
