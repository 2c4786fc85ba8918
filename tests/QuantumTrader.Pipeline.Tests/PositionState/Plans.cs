using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>Plans as apply makes them, and the answers to them.</summary>
internal static class Plans
{
    public static PlanRecord Of(
        Bench bench, HarvestAction action, string id = "p1", PlanDecision decision = PlanDecision.Execute, PositionSide side = PositionSide.Long,
        long opened = Bench.StartEpoch, string symbol = Bench.Btc, Provenance source = Provenance.Paper) => new(
        id, "trace", symbol, action, new KillScore(0.5, 0, 0, 0, 0), action == HarvestAction.UpdateSl ? 101 : null, 7, decision, "",
        PlanSteps.Of(action), ApplyMode.Paper, side, opened, bench.NowEpoch, bench.NowEpoch * 1000, bench.NowEpoch * 1000, source);

    public static async Task<P33Permit?> PermitAsync(Bench bench, string id = "p1")
    {
        var stored = await bench.Context.Store.GetTextAsync(Keys.Permit(PermitGate.P33, id));
        Assert.Null(stored.Error);
        return stored.Value is { } text ? JsonSerializer.Deserialize(text, PermitJson.Default.P33Permit) : null;
    }

    /// <summary>Reasons of the answers, in their order.</summary>
    public static async Task<IReadOnlyList<string>> AnswersAsync(Bench bench) =>
        [.. (await bench.EntriesAsync(Keys.PermitNotices)).Select(notice => notice.Reason)];
}
