using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Every plan carries the action that the heat gate left, and every order the step of its plan.</summary>
internal sealed class CalibratedApplyProof : IProof
{
    public string Name => "apply acts on the calibrated action";

    public string Question => "Is the action of each of the newest plans the effective one of the act it was made of, and the step of each order that of its plan?";

    public string LookAt => Runbook.ActsNotTaken;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var orders = await subject.NewestAsync(Keys.ExecutionOrders, cancellation);
        var plans = await subject.NewestAsync(Keys.Plans, cancellation);
        var acts = await subject.Engine.Bus.ReadNewestAsync(Keys.Calibrated, subject.Proof.Newest, cancellation);
        return Judge(plans, acts.Where(act => act.Record.Value is not null).ToDictionary(act => act.Id.ToString(), act => act.Record.Value!, StringComparer.Ordinal), orders);
    }

    /// <param name="acts">By the id of their entry, which a plan names.</param>
    public static Finding Judge(IReadOnlyList<PlanRecord> plans, IReadOnlyDictionary<string, CalibratedRecord> acts, IReadOnlyList<ExecutionOrderRecord> orders)
    {
        var matched = plans.Where(plan => plan.Attempt is { } attempt && acts.ContainsKey(attempt)).Select(plan => (Plan: plan, Act: acts[plan.Attempt!])).ToList();
        var wrong = matched.Where(pair => pair.Plan.Action != pair.Act.EffectiveAction || pair.Plan.PlanId != pair.Act.Proposal.PlanId)
            .Select(pair => $"plan {pair.Plan.PlanId}: {pair.Plan.Action.ToWire()}, and its act says {pair.Act.EffectiveAction.ToWire()}").ToList();
        var steps = orders.Where(order => !order.IsIntent).SelectMany(order => plans.Where(plan => plan.PlanId == order.PlanId && plan.Attempt == order.Attempt).Take(1).Select(plan => (order, plan))).ToList();
        wrong.AddRange(steps.Where(pair => pair.order.Step != pair.plan.Step)
            .Select(pair => $"order of plan {pair.plan.PlanId}: {pair.order.Step.ToWire()}, and the plan says {pair.plan.Step?.ToWire() ?? "nothing"}"));
        var weakened = matched.Where(pair => pair.Act.EffectiveAction != pair.Act.Proposal.Action).ToList();
        IReadOnlyList<string> facts =
        [
            $"{matched.Count} of the newest {plans.Count} plans have their act among the newest, {steps.Count} orders have their plan",
            .. weakened.OrderBy(pair => pair.Plan.Step is null).Take(1).Select(pair => $"weakened: act {pair.Act.Proposal.Action.ToWire()} -> {pair.Act.EffectiveAction.ToWire()}, plan {pair.Plan.PlanId} {pair.Plan.Action.ToWire()}, step {pair.Plan.Step?.ToWire() ?? "none"}"),
        ];
        if (wrong.Count == 0 && matched.Count == 0)
            return Finding.Skip("no plan has been made yet", facts);
        return Finding.Of(wrong, $"{matched.Count} plans carry the effective action, {weakened.Count} of them a weakened one; {steps.Count} orders the step of their plan", "the effective action of the calibrated act", facts);
    }
}
