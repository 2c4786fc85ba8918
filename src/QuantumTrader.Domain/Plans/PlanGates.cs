using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Domain.Plans;

/// <summary>
/// The gates of apply in their order; the first that matches decides. Contract section 6.1. The kill score is no gate: closing is what a high score asks for, and a tighter stop reduces
/// risk too.
/// </summary>
public static class PlanGates
{
    /// <summary>From here on a plan says that its kill score is high.</summary>
    public const double KillScoreWarning = 0.6;

    public static PlanVerdict Decide(in PlanCase plan)
    {
        // All that a plan can do reduces a position or tightens its stop.
        if (plan.Kill.Blocks(reducesRisk: true))
            return PlanVerdict.Of(PlanDecision.Blocked, PlanReason.KillSwitchActive);
        if (plan.Kill.IsBacklog(plan.ComputedMs))
            return PlanVerdict.Of(PlanDecision.Blocked, PlanReason.StaleAfterHalt);
        if (!plan.IsAllowed)
            return PlanVerdict.Of(PlanDecision.Skip, PlanReason.NotInAllowlist);
        if (!plan.IsEngine)
            return PlanVerdict.Of(PlanDecision.Skip, PlanReason.OtherEngineHarvests);

        // A proposal of the future is as unusable as an old one.
        if (plan.AgeMs > plan.MaxAgeMs || plan.AgeMs < -plan.MaxAgeMs)
            return PlanVerdict.Of(PlanDecision.Blocked, PlanReason.ProposalStale);
        if (plan.Source == Provenance.Synthetic && plan.Mode is not (ApplyMode.DryRun or ApplyMode.Paper))
            return PlanVerdict.Of(PlanDecision.Blocked, PlanReason.SyntheticSource);
        if (!plan.HasPlanId)
            return PlanVerdict.Of(PlanDecision.Error, PlanReason.IncompleteProposal);
        if (plan.IsTaken)
            return PlanVerdict.Of(PlanDecision.Skip, PlanReason.DuplicatePlan);
        if (plan.IsDeferred)
            return PlanVerdict.Of(PlanDecision.Skip, PlanReason.BelowMinNotional);
        return DecideAction(plan);
    }

    private static PlanVerdict DecideAction(in PlanCase plan)
    {
        // Not even with a new stop in it: that travels as an act of its own, and must not use up the plan id of this one.
        if (plan.Action is HarvestAction.None or HarvestAction.Hold)
            return PlanVerdict.Of(PlanDecision.Skip, PlanReason.ActionHold);
        if (PlanSteps.Of(plan.Action) is not { } step)
            return new PlanVerdict(PlanDecision.Error, null, $"unknown_action_{plan.Action}");
        if (step == PlanStep.UpdateSl && !plan.HasStop)
            return PlanVerdict.Of(PlanDecision.Error, PlanReason.IncompleteProposal);
        return new PlanVerdict(
            PlanDecision.Execute, step, plan.KillScore >= KillScoreWarning ? PlanReason.KillScoreWarningCloseOk.ToCode() : "");
    }
}
