using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Tests.Support.Chains;

/// <summary>Puts records into an engine as the stages would have.</summary>
public static class ChainSystem
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>One act from its proposal to its fill, with the parameters that it was measured with.</summary>
    public static async Task PutExecutedAsync(IEngine engine)
    {
        var act = Chain.Calibrated(Chain.Proposal());
        var plan = Chain.Plan(act);
        await engine.Bus.AppendAsync(new StreamKey<HarvestProposalRecord>(Keys.HarvestProposalStream), act.Proposal);
        await engine.Bus.AppendAsync(Keys.PermitNotices, Chain.P26());
        await engine.Bus.AppendAsync(Keys.Calibrated, act);
        await engine.Bus.AppendAsync(Keys.Plans, plan);
        await engine.Bus.AppendAsync(Keys.PermitNotices, Chain.Governor());
        await engine.Bus.AppendAsync(Keys.PermitNotices, Chain.P33());
        await engine.Bus.AppendAsync(Keys.ExecutionOrders, Chain.Order(plan));
        await engine.Bus.AppendAsync(Keys.VenueEvents, Chain.VenueOrder(plan, OrderStatus.New));
        await engine.Bus.AppendAsync(Keys.VenueEvents, Chain.Fill(plan));
        await engine.Bus.AppendAsync(Keys.ApplyResults, Chain.Result(plan, steps: Chain.Step()));
        await engine.Bus.AppendAsync(Keys.ExecutionResults, Chain.Execution(plan));
        await engine.Store.SetTextAsync(Keys.PlanState(Chain.PlanId), "done", TimeSpan.FromHours(6));
        await engine.Store.SetTextAsync(Keys.HarvestTheta(Chain.ThetaId), JsonSerializer.Serialize(HarvestTheta.Default, SnakeCase), null);
    }

    /// <summary>An act that one gate refuses, with its permits as far as they came; what was granted is live.</summary>
    public static async Task PutRefusedAsync(IEngine engine, string planId, string reason)
    {
        var act = Chain.Calibrated(Chain.Proposal(HarvestAction.FullCloseProposed, planId: planId));
        await engine.Bus.AppendAsync(Keys.Calibrated, act);
        await engine.Bus.AppendAsync(Keys.Plans, Chain.Plan(act));
        foreach (var notice in (PermitNoticeRecord[])[Chain.P26(planId: planId), Chain.Governor(planId: planId), Chain.P33(refusal: reason, planId: planId)])
        {
            await engine.Store.SetTextAsync(Keys.Permit(notice.Gate, planId), notice.Permit, TimeSpan.FromSeconds(60));
            await engine.Bus.AppendAsync(Keys.PermitNotices, notice);
        }
    }

    /// <summary>A long with a confirmed stop whose R is measured, a short without a stop whose ledger says otherwise, and a symbol that is flat.</summary>
    public static async Task PutPositionsAsync(IEngine engine)
    {
        await PutAsync(engine, Position(Chain.Symbol, PositionSide.Long, 2, 112, stop: 98), ledger: 2);
        await PutAsync(engine, Position("ETHUSDT", PositionSide.Short, 0.5m, 3000, stop: null), ledger: -0.25m);
        await PutAsync(engine, Position("SOLUSDT", null, 0, 150, stop: null), ledger: 0);
        await engine.Store.SetAsync(new HashKey<HarvestProposalRecord>(Keys.HarvestProposalPrefix + Chain.Symbol), Chain.Proposal(), null);
        await engine.Store.SetAsync(Keys.Portfolio, new PortfolioRecord(10_024, 9_000, 1_724, 224, 24, 2, Chain.StartEpoch, Provenance.Paper), null);
    }

    private static PositionRecord Position(string symbol, PositionSide? side, decimal quantity, decimal mark, decimal? stop) => new(
        symbol, side, quantity, side is null ? 0 : 100, mark, side == PositionSide.Long ? 24 : 0, 10, 115, 95, Chain.OpenedEpoch, stop, null, stop is not null,
        Chain.StartEpoch, Provenance.Paper);

    private static async Task PutAsync(IEngine engine, PositionRecord position, decimal ledger)
    {
        await engine.Store.SetAsync(Keys.Position(position.Symbol), position, null);
        await engine.Bus.AppendAsync(Keys.PositionSnapshots, new PositionSnapshotRecord(position, 0.01));
        await engine.Store.SetAsync(
            Keys.Ledger(position.Symbol), new LedgerRecord(ledger, null, null, null, null, null, [], Chain.StartEpoch, Provenance.Paper), null);
    }
}
