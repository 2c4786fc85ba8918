namespace QuantumTrader.Domain.Plans;

/// <summary>What the gates make of a proposal.</summary>
/// <param name="Step">What to do at the venue; null unless it goes on.</param>
/// <param name="Reasons">Comma-joined codes; empty when there is nothing to say.</param>
public readonly record struct PlanVerdict(PlanDecision Decision, PlanStep? Step, string Reasons)
{
    public static PlanVerdict Of(PlanDecision decision, PlanReason reason) => new(decision, null, reason.ToCode());
}
