using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>What the heat gate made of the newest acts is what its policy says, and one of them was weakened.</summary>
internal sealed class DowngradeProof : IProof
{
    public string Name => "one calibrated downgrade";

    public string Question => "Does the policy, applied anew, come to the same calibrated actions, and is there an act that it weakened?";

    public string LookAt => Runbook.HeatGateFailures;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation) =>
        Judge(await subject.NewestAsync(Keys.Calibrated, cancellation), subject.Options.HeatGate.ToRule());

    public static Finding Judge(IReadOnlyList<CalibratedRecord> acts, HeatRule rule)
    {
        // Acts of another policy, and those that passed while the heat was not known, have no row here.
        var judged = acts.Where(act => act.Bucket is not null && act.Policy == rule.Policy.Name && act.Proposal.Action != HarvestAction.UpdateSl).ToList();
        var wrong = judged
            .Where(act => rule.Decide(act.Bucket!.Value, act.Proposal.Action, act.Proposal.KillScore.Value) is not { } decision
                || decision.Action != act.CalibratedAction || decision.Reason != act.Reason)
            .Select(act => $"act {act.Proposal.PlanId}: {Text(act)}, which is not what the policy says")
            .ToList();
        var weakened = judged.Where(act => act.CalibratedAction != act.Proposal.Action).ToList();
        var facts = judged.Take(1).Select(act => "newest: " + Text(act)).Concat(weakened.Take(1).Select(act => "weakened: " + Text(act))).ToList();
        if (wrong.Count == 0 && judged.Count == 0)
            return Finding.Skip($"none of the newest {acts.Count} calibrated acts is a close under the policy {rule.Policy.Name}", facts);
        if (wrong.Count == 0 && weakened.Count == 0)
            return Finding.Skip($"no downgrade was due: of the newest {judged.Count} closes each passed as the policy {rule.Policy.Name} says", facts);
        return Finding.Of(wrong, $"{weakened.Count} of the newest {judged.Count} closes were weakened, all as the policy {rule.Policy.Name} says", "the calibrated action that the policy has a row for", facts);
    }

    private static string Text(CalibratedRecord act) =>
        $"{act.Proposal.Symbol} {act.Proposal.PlanId}: {(act.Bucket is { } bucket ? WireNames.Of(bucket) : "heat not known")} {act.HeatValue:0.####}, {act.Proposal.Action.ToWire()} -> "
        + $"{act.CalibratedAction.ToWire()} ({act.Reason.ToCode()}), effective {act.EffectiveAction.ToWire()}{(act.IsEnforced ? "" : ", shadow")}";
}
