using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>What the gate answers to one proposed act. Pure.</summary>
/// <param name="Decision">Null: the act gets no permit and goes no further.</param>
/// <param name="Failure">Why the heat could not be asked; null when it was, or when the act does not depend on it.</param>
internal sealed record HeatAnswer(HarvestProposalRecord Proposal, HeatDecision? Decision, HeatReading? Reading, HeatFailure? Failure)
{
    private const long MillisecondsPerSecond = 1000;

    public bool Closes => Proposal.Action != HarvestAction.UpdateSl;

    /// <exception cref="KernelInputException">The kill score is not finite.</exception>
    public static HeatAnswer To(HarvestProposalRecord proposal, HeatRule rule, PortfolioHeat heat, HeatFailMode failMode)
    {
        // A stop that only tightens does not depend on the heat.
        if (heat.IsKnown || proposal.Action == HarvestAction.UpdateSl)
        {
            HeatReading? known = heat.IsKnown ? heat.Reading : null;
            return new HeatAnswer(proposal, rule.Decide(heat.Reading.Bucket, proposal.Action, proposal.KillScore.Value), known, null);
        }

        HeatDecision? unchanged = failMode == HeatFailMode.Reduce ? new HeatDecision(proposal.Action, HeatReason.FailOpenReduce) : null;
        return new HeatAnswer(proposal, unchanged, null, heat.Failure);
    }

    public CalibratedRecord? Calibrated(GateMode mode, string policy, long nowMs) => Decision is { } decision
        ? new CalibratedRecord(Proposal, decision.Action, mode == GateMode.Enforce, Reading?.Value, Reading?.Bucket, decision.Reason, policy, nowMs)
        : null;

    /// <summary>The permit for the effective action, or the refusal: nothing is to be executed for a hold.</summary>
    public P26Permit Permit(GateMode mode, long nowMs)
    {
        var effective = mode == GateMode.Enforce && Decision is { } decision ? decision.Action : Proposal.Action;
        return new P26Permit(
            Decision is not null && effective != HarvestAction.Hold, Proposal.Symbol, Proposal.PlanId!, effective.ToWire(),
            Reading is { } reading ? WireNames.Of(reading.Bucket) : null, nowMs / MillisecondsPerSecond);
    }

    public PermitNoticeRecord Notice(P26Permit permit, string text, long nowMs) => new(
        permit.PlanId, permit.Symbol, PermitGate.P26, permit.Granted, Decision?.Reason.ToCode() ?? Failure!.Value.ToCode(), text, nowMs, Proposal.Source);

    public CalibratedStateRecord State(long nowMs) => new(
        Proposal.PlanId!, Proposal.Action, Decision!.Value.Action, Reading?.Value, Reading?.Bucket, Decision.Value.Reason, nowMs / MillisecondsPerSecond);

    public static string Text(P26Permit permit) => JsonSerializer.Serialize(permit, PermitJson.Default.P26Permit);
}
