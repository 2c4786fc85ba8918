using QuantumTrader.Domain;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>What a waiting plan may do now.</summary>
/// <param name="IsGranted">All three permits are there and fit.</param>
/// <param name="Error">Why it ends here; null while it goes on or waits.</param>
/// <param name="Waiting">Why it ends when its time is over.</param>
/// <param name="Detail">For the log.</param>
/// <param name="GovernorReason">Set when it is the governor who refuses.</param>
internal readonly record struct PermitVerdict(bool IsGranted, string? Error, string Waiting, string? Detail, string? GovernorReason)
{
    private const string TimeOut = "permit_timeout_or_missing:";
    private const string MissingAll = "missing_all";
    private const string MissingGovernor = "missing_governor";
    private const string MissingP33 = "missing_p33";
    private const string MissingP26 = "missing_p26";

    /// <summary>Which permits can be missing when the wait is over.</summary>
    public static IReadOnlyList<string> MissingWords { get; } = [MissingAll, MissingGovernor, MissingP33, MissingP26];

    /// <summary>Which permits are missing, one of <see cref="MissingWords"/>; null when it is not that.</summary>
    public string? MissingWord => Waiting.StartsWith(TimeOut, StringComparison.Ordinal) ? Waiting[TimeOut.Length..] : null;

    /// <param name="maxAgeMs">A plan whose proposal is older than this is not carried out any more.</param>
    public static PermitVerdict Judge(PlanRecord plan, in PermitSight seen, long nowMs, long maxAgeMs)
    {
        if (seen.Kill.Blocks(reducesRisk: true))
            return End(PlanReason.KillSwitchActive.ToCode());
        if (seen.Kill.IsBacklog(plan.ComputedMs))
            return End(PlanReason.StaleAfterHalt.ToCode());
        if (nowMs - plan.ComputedMs > maxAgeMs)
            return End(PlanReason.ProposalStale.ToCode());

        var governor = PermitCheck.Governor(plan, seen);
        var p33 = PermitCheck.P33(plan, seen);
        var p26 = PermitCheck.P26(plan, seen);
        if (governor.State == PermitState.Refused)
            return End(governor.Detail!) with { GovernorReason = governor.Detail };
        return Ended(PermitGate.P33, p33) ?? Ended(PermitGate.P26, p26) ?? Ended(PermitGate.Governor, governor) ?? Open(governor, p33, p26);
    }

    private static PermitVerdict End(string error, string? detail = null) => new(IsGranted: false, error, "", detail, GovernorReason: null);

    private static PermitVerdict? Ended(PermitGate gate, PermitWord word) => word.State switch
    {
        PermitState.Refused => End(word.Detail!),
        PermitState.Mismatch => End(PlanReason.PermitMismatch.ToCode(), $"{WireNames.Of(gate)}: {word.Detail}"),
        _ => null,
    };

    private static PermitVerdict Open(PermitWord governor, PermitWord p33, PermitWord p26)
    {
        if (governor.State == PermitState.Granted && p33.State == PermitState.Granted && p26.State == PermitState.Granted)
            return new PermitVerdict(IsGranted: true, null, "", null, null);
        var missing = (governor.State, p33.State, p26.State) switch
        {
            (PermitState.Missing, PermitState.Missing, PermitState.Missing) => TimeOut + MissingAll,
            (PermitState.Missing, _, _) => TimeOut + MissingGovernor,
            (_, PermitState.Missing, _) => TimeOut + MissingP33,
            (_, _, PermitState.Missing) => TimeOut + MissingP26,
            _ => PlanReason.PermitMismatch.ToCode(),
        };
        return new PermitVerdict(IsGranted: false, null, missing, p33.Detail, null);
    }
}
