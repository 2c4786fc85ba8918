using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Tests.Support.Chains;

/// <summary>
/// The records that one act leaves behind on its way through the gates, as the stages write them: a long of 2 from 100, at 112, whose R is 100 x 0.02 = 2.
/// Times are milliseconds after <see cref="StartMs"/>.
/// </summary>
public static class Chain
{
    public const string Symbol = "BTCUSDT";
    public const string PlanId = "3f9a0c1b2d4e5f60";
    public const string ThetaId = "ab12cd34";
    public const long StartEpoch = 1_748_736_000;
    public const long StartMs = StartEpoch * 1000;
    public const long OpenedEpoch = StartEpoch - 3600;

    public static readonly KillScore Kill = new(0.5125, 0, 0.04, 0.0546, 0.0417);

    public static HarvestProposalRecord Proposal(
        HarvestAction action = HarvestAction.Partial75, long at = 0, string planId = PlanId, Provenance source = Provenance.Paper, string? thetaId = ThetaId) => new(
        Symbol, action, action == HarvestAction.UpdateSl ? 100.2 : null, RNet: 5.95, RiskUnit: 2, CostEst: 0.1, Kill, "harvest_partial_75",
        new(0.0104, 0.2454, new(0.62, 0.2, 0.18)), StartMs + at, PositionSide.Long, PositionAgeSec: 3600, PositionCurrentPrice: 112, PositionEntryPrice: 100,
        PositionUnrealizedPnl: 24, PositionQuantity: 2, OpenedEpoch, planId, "BTCUSDT-1748736000", FullCloseSinceEpoch: null, source, StartEpoch - 2,
        new ProposalInputs(StartEpoch - 1, StartEpoch - 2, RiskEpoch: null, thetaId));

    public static CalibratedRecord Calibrated(
        HarvestProposalRecord proposal, HarvestAction? to = null, bool enforced = true, HeatBucket? bucket = HeatBucket.Warm,
        HeatReason reason = HeatReason.PartialUnchanged) =>
        new(proposal, to ?? proposal.Action, enforced, bucket is null ? null : 0.3125, bucket, reason, "harvest", proposal.ComputedMs + 1);

    public static PlanRecord Plan(CalibratedRecord act, PlanDecision decision = PlanDecision.Execute, string reasons = "") => new(
        act.Proposal.PlanId!, act.Proposal.TraceId, Symbol, act.EffectiveAction, act.Proposal.KillScore, act.Proposal.NewSlProposed, act.Proposal.RNet,
        decision, reasons, PlanSteps.Of(act.EffectiveAction), ApplyMode.Paper, PositionSide.Long, OpenedEpoch, act.Proposal.InputsEpoch,
        act.Proposal.ComputedMs, act.CalibratedMs + 1, act.Proposal.Source);

    public static PermitNoticeRecord P26(long at = 1, bool granted = true, string planId = PlanId, string action = "PARTIAL_75") => Notice(
        PermitGate.P26, granted, granted ? "partial_unchanged" : "sigma_missing", at, planId,
        JsonSerializer.Serialize(new P26Permit(granted, Symbol, planId, action, "WARM", StartEpoch), PermitJson.Default.P26Permit));

    public static PermitNoticeRecord Governor(long at = 3, string? refusal = null, string planId = PlanId) => Notice(
        PermitGate.Governor, refusal is null, refusal ?? "allowed", at, planId,
        refusal is null
            ? JsonSerializer.Serialize(
                new GovernorPermit(true, Symbol, planId, "EXECUTE", 1.5m, 168, StartEpoch, false), PermitJson.Default.GovernorPermit)
            : JsonSerializer.Serialize(new GovernorBlock(refusal, StartEpoch, Symbol), PermitJson.Default.GovernorBlock));

    public static PermitNoticeRecord P33(long at = 4, string? refusal = null, string planId = PlanId) => Notice(
        PermitGate.P33, refusal is null, refusal ?? "sanity_checks_passed", at, planId,
        JsonSerializer.Serialize(
            refusal is null
                ? new P33Permit(true, Symbol, planId, 1.5m, 1.5m, 2, 2, OpenedEpoch, "sanity_checks_passed", null, StartEpoch)
                : new P33Permit(false, Symbol, planId, null, null, null, null, null, refusal, "age_sec=3", StartEpoch),
            PermitJson.Default.P33Permit));

    public static ExecutionOrderRecord Order(PlanRecord plan, long at = 5, decimal? quantity = 1.5m) => new(
        plan.PlanId, plan.TraceId, Symbol, IsIntent: false, plan.Step!.Value, quantity, quantity is null ? 100.2m : null, PositionSide.Long, OpenedEpoch, 2,
        plan.Action.ToWire(), plan.ComputedMs, StartMs + at, plan.Source);

    public static VenueEventRecord VenueOrder(PlanRecord plan, OrderStatus status, long at = 6, string? reason = null) => new(
        VenueEventKind.Order, Symbol, "BTCUSDT-9", ClientOrderId.Of(plan.PlanId, plan.Step!.Value), null, OrderSide.Sell, OrderType.Market, status, 1.5m,
        null, null, null, null, reason, StartMs + at, plan.Source, plan.PlanId);

    public static VenueEventRecord Fill(
        PlanRecord plan, long at = 6, decimal quantity = 1.5m, decimal price = 112, decimal fee = 0.084m, decimal profit = 18, string trade = "BTCUSDT-t4") => new(
        VenueEventKind.Fill, Symbol, "BTCUSDT-9", ClientOrderId.Of(plan.PlanId, plan.Step!.Value), trade, OrderSide.Sell, OrderType.Market,
        OrderStatus.Filled, quantity, price, null, fee, profit, null, StartMs + at, plan.Source, plan.PlanId);

    public static ApplyResultRecord Result(PlanRecord plan, long at = 7, bool executed = true, bool wouldExecute = false, string? error = null, params StepResult[] steps) => new(
        plan.PlanId, plan.TraceId, Symbol, plan.Decision, executed, wouldExecute, MayRetry: !executed && !wouldExecute, steps, error, StartMs + at - plan.ComputedMs,
        StartMs + at, plan.Source);

    public static StepResult Step(string status = "FILLED", string? details = null) => new(
        "CLOSE_PARTIAL_75", status, "BTCUSDT-9", "qtp", "SELL", 1.5m, status == "FILLED" ? 1.5m : 0, status == "FILLED" ? 112 : null, true, details);

    public static ExecutionResultRecord Execution(PlanRecord plan, string status = "FILLED") => new(
        Symbol, OrderSide.Sell, 1.5m, 112, status, "BTCUSDT-9", ClientOrderId.Of(plan.PlanId, plan.Step!.Value), plan.PlanId, 100, 98, null, 0.084m, 18,
        plan.Source, StartEpoch);

    private static PermitNoticeRecord Notice(PermitGate gate, bool granted, string reason, long at, string planId, string permit) =>
        new(planId, Symbol, gate, granted, reason, permit, StartMs + at, Provenance.Paper);
}
