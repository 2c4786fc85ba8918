using QuantumTrader.Domain;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Explain;

/// <summary>
/// The one passage through the gates that decided: the same act is proposed again and again, so a plan id has many entries on every stream, and most of them are repeats.
/// </summary>
internal sealed record Attempt(
    HarvestProposalRecord? Proposal,
    CalibratedRecord? Calibrated,
    PlanRecord? Plan,
    IReadOnlyList<PermitNoticeRecord> Permits,
    ApplyResultRecord? Result)
{
    private static readonly string Duplicate = PlanReason.DuplicatePlan.ToCode();

    public static Attempt Of(PlanHistory history)
    {
        var final = history.Results.LastOrDefault(result => result.Executed) ?? history.Results.LastOrDefault(result => result.WouldExecute);
        var plan = PlanOf(history.Plans, final);
        var result = final ?? history.Results.LastOrDefault(result => !IsRepeat(result) && (plan is null || AreOfOneTry(plan, result)));
        var calibrated = plan is null
            ? history.Calibrated.Newest()
            : history.Calibrated.LastOrDefault(act => act.Proposal.ComputedMs == plan.ComputedMs);
        var proposal = calibrated?.Proposal ?? history.Proposals.LastOrDefault(act => plan is null || act.ComputedMs == plan.ComputedMs);
        return new Attempt(proposal, calibrated, plan, PermitsOf(history.Permits, result), result);
    }

    public PermitNoticeRecord? PermitOf(PermitGate gate) => Permits.FirstOrDefault(notice => notice.Gate == gate);

    // What became of the plan belongs to the try that led to it; without an outcome the newest try tells most.
    private static PlanRecord? PlanOf(IReadOnlyList<PlanRecord> plans, ApplyResultRecord? final) => final is null
        ? plans.LastOrDefault(plan => plan.ReasonCodes != Duplicate) ?? plans.Newest()
        : plans.LastOrDefault(plan => plan.Decision == PlanDecision.Execute && AreOfOneTry(plan, final));

    // Who does not name the try tells it by the time.
    private static bool AreOfOneTry(PlanRecord plan, ApplyResultRecord result) => plan.Attempt is null || result.Attempt is null
        ? plan.PlannedMs <= result.TimeMs
        : plan.Attempt == result.Attempt;

    private static bool IsRepeat(ApplyResultRecord result) => result.Error == Duplicate;

    // A repeat of the act may be given permits again after the plan has ended; those decided nothing.
    private static IReadOnlyList<PermitNoticeRecord> PermitsOf(IReadOnlyList<PermitNoticeRecord> notices, ApplyResultRecord? result) =>
    [
        .. from gate in (PermitGate[])[PermitGate.P26, PermitGate.Governor, PermitGate.P33]
           let spoken = notices.Where(notice => notice.Gate == gate).ToList()
           let counted = spoken.LastOrDefault(notice => result is null || notice.TimeMs <= result.TimeMs) ?? spoken.LastOrDefault()
           where counted is not null
           select counted,
    ];
}
