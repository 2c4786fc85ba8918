using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.Governor;

/// <summary>Starts governors over a long of one BTC at 105, and gives them plans and results.</summary>
internal static class Governors
{
    public static readonly GovernorOptions Options = new();

    public static async Task<Bench> WithPositionAsync()
    {
        var bench = new Bench();
        await bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(bench.NowEpoch));
        return bench;
    }

    public static PlanRecord Plan(
        Bench bench, string id = "aa", HarvestAction action = HarvestAction.Partial50, double killScore = 0.7, PlanDecision decision = PlanDecision.Execute) => new(
        id, $"{Bench.Btc}-1", Bench.Btc, action, new KillScore(killScore, 1, 0, 0.2, 0.04), action == HarvestAction.UpdateSl ? 100.2 : null, 7, decision, "",
        PlanSteps.Of(action), ApplyMode.Paper, PositionSide.Long, Bench.StartEpoch - 3600, bench.NowEpoch, bench.NowEpoch * 1000, bench.NowEpoch * 1000,
        Provenance.Paper);

    public static ApplyResultRecord Result(Bench bench, string id, PlanStep step = PlanStep.ClosePartial50, bool executed = true, string symbol = Bench.Btc) => new(
        id, "trace", symbol, PlanDecision.Execute, executed, WouldExecute: true, MayRetry: !executed,
        [new StepResult(step.ToWire(), executed ? "FILLED" : "REJECTED", "1", "qt", "SELL", 0.5m, executed ? 0.5m : 0, 105, true, null)], null, 5,
        bench.NowEpoch * 1000, Provenance.Paper);

    public static Task<GovernorStage> StartAsync(Bench bench, GovernorOptions? options = null) =>
        Bench.StartAsync(new GovernorStage(bench.Context, options ?? Options));

    public static async Task AskAsync(Bench bench, GovernorStage stage, params PlanRecord[] plans)
    {
        foreach (var plan in plans)
            await bench.AppendAsync(Keys.Plans, plan);
        await Bench.RunAsync(stage);
    }

    /// <summary>As many closes executed, each of a plan of its own.</summary>
    public static async Task ExecuteAsync(Bench bench, int count, string prefix = "executed")
    {
        for (var i = 0; i < count; i++)
            await bench.AppendAsync(Keys.ApplyResults, Result(bench, $"{prefix}{i}"));
    }

    public static async Task<GovernorPermit?> PermitAsync(Bench bench, string plan = "aa")
    {
        var stored = await bench.Context.Store.GetTextAsync(Keys.Permit(PermitGate.Governor, plan));
        if (stored.IsMissing)
            return null;
        Assert.True(PermitJson.TryRead(stored.Value!, PermitJson.Default.GovernorPermit, out var permit, out var fault), fault);
        return permit;
    }

    public static async Task<GovernorBlock?> BlockAsync(Bench bench, string plan = "aa")
    {
        var stored = await bench.Context.Store.GetTextAsync(Keys.GovernorBlock(plan));
        if (stored.IsMissing)
            return null;
        Assert.True(PermitJson.TryRead(stored.Value!, PermitJson.Default.GovernorBlock, out var block, out var fault), fault);
        return block;
    }
}
