using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Explain;

/// <summary>Says how far a plan has come, from the newest fact back to the oldest.</summary>
internal static class Judge
{
    private const string HeatGate = "heat_gate";
    private const string Apply = "apply";
    private const string Execution = "execution";
    private const string AllPermits = "permits";

    public static Verdict Of(PlanHistory history, Attempt attempt)
    {
        if (attempt.Result is { } result)
            return OfResult(result, attempt);
        if (history.VenueEvents.LastOrDefault(happened => happened.Kind == VenueEventKind.Fill) is { } fill)
            return Make(VerdictStatus.Executed, null, null, fill.TimeMs);
        if (history.Orders.Count > 0)
            return Make(VerdictStatus.Waiting, Execution, null, history.Orders[^1].SentMs);
        if (attempt.Plan is { } plan)
            return OfPlan(plan, attempt);
        if (attempt.Calibrated is { } calibrated)
            return Make(VerdictStatus.Waiting, Apply, null, calibrated.CalibratedMs);
        return attempt.PermitOf(PermitGate.P26) is { Granted: false } refusal
            ? Make(VerdictStatus.Refused, HeatGate, refusal.Reason, refusal.TimeMs)
            : Make(VerdictStatus.Waiting, HeatGate, null, attempt.Proposal?.ComputedMs);
    }

    private static Verdict OfResult(ApplyResultRecord result, Attempt attempt)
    {
        if (result.Executed)
            return Make(VerdictStatus.Executed, null, null, result.TimeMs);
        if (result.WouldExecute)
            return Make(VerdictStatus.DryRun, Apply, null, result.TimeMs);
        if (result.Steps.Count > 0)
            return Make(VerdictStatus.Refused, Execution, result.Error ?? result.Steps[^1].Details ?? result.Steps[^1].Status, result.TimeMs);
        return attempt.Plan is { } plan && plan.Decision != PlanDecision.Execute
            ? OfPlan(plan, attempt)
            : RefusedPermit(attempt) ?? Make(VerdictStatus.Refused, IsPermitError(result) ? AllPermits : Apply, result.Error, result.TimeMs);
    }

    private static Verdict OfPlan(PlanRecord plan, Attempt attempt)
    {
        if (plan.Decision == PlanDecision.Execute)
            return RefusedPermit(attempt) ?? Make(VerdictStatus.Waiting, FirstMissing(attempt), null, plan.PlannedMs);

        // Apply only carries out the hold that the heat gate decided.
        return plan.Action == HarvestAction.Hold && attempt.Calibrated is { } calibrated
            ? Make(VerdictStatus.Refused, HeatGate, calibrated.Reason.ToCode(), calibrated.CalibratedMs)
            : Make(VerdictStatus.Refused, Apply, plan.ReasonCodes, plan.PlannedMs);
    }

    private static Verdict? RefusedPermit(Attempt attempt) => attempt.Permits.FirstOrDefault(notice => !notice.Granted) is { } refusal
        ? Make(VerdictStatus.Refused, WireNames.Of(refusal.Gate), refusal.Reason, refusal.TimeMs)
        : null;

    private static string FirstMissing(Attempt attempt)
    {
        foreach (var gate in Enum.GetValues<PermitGate>())
        {
            if (attempt.PermitOf(gate) is null)
                return WireNames.Of(gate);
        }

        return Apply;
    }

    private static bool IsPermitError(ApplyResultRecord result) => result.Error?.StartsWith("permit_", StringComparison.Ordinal) == true;

    private static Verdict Make(VerdictStatus status, string? gate, string? reason, long? timeMs) => new(status.ToCode(), gate, reason, timeMs);
}
