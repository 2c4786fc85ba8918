using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>The records in which the wait of a plan ends.</summary>
internal static class ApplyOutcomes
{
    /// <summary>It did not get its permits; it may be tried again.</summary>
    public static ApplyResultRecord Blocked(PlanRecord plan, string error, long nowMs) =>
        Result(plan, PlanDecision.Blocked, wouldExecute: false, error, nowMs);

    /// <summary>It got them in dry_run. Nothing was sent, so it may be tried again once apply is armed.</summary>
    public static ApplyResultRecord WouldExecute(PlanRecord plan, long nowMs) =>
        Result(plan, PlanDecision.Execute, wouldExecute: true, error: null, nowMs);

    /// <summary>The order that follows from a plan and the permits that were consumed for it; always the same one.</summary>
    /// <exception cref="Messaging.Contract.WireFormatException">The permits cannot be read.</exception>
    public static ExecutionOrderRecord Order(PlanRecord plan, ConsumedPermits consumed)
    {
        var permit = PermitCheck.Permit(consumed.P33);
        var isClose = plan.Step!.Value.Closes();
        return new ExecutionOrderRecord(
            plan.PlanId, plan.TraceId, plan.Symbol, IsIntent: false, plan.Step.Value, isClose ? permit.SafeQty : null,
            isClose ? null : (decimal?)plan.NewSlProposed, plan.PositionSide, plan.PositionOpenedEpoch, permit.ExchangePositionAmt,
            Domain.Harvest.HarvestActions.ToWire(plan.Action), plan.ComputedMs, consumed.ConsumedMs, plan.Source)
        {
            Attempt = plan.Attempt,
        };
    }

    private static ApplyResultRecord Result(PlanRecord plan, PlanDecision decision, bool wouldExecute, string? error, long nowMs) => new(
        plan.PlanId, plan.TraceId, plan.Symbol, decision, Executed: false, wouldExecute, MayRetry: true, Steps: [], error,
        nowMs - plan.ComputedMs, nowMs, plan.Source)
    {
        Attempt = plan.Attempt,
    };
}
