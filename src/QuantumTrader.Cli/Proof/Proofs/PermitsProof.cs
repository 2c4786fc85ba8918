using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>Every plan that was executed has consumed the permits of all three authors together, and no plan ended because one of them said nothing.</summary>
internal sealed class PermitsProof : IProof
{
    private const string Missing = "permit_timeout_or_missing:";
    private const long MillisecondsPerSecond = 1000;
    private const long MarginSec = 60;

    public string Name => "permits complete";

    public string Question => "Had each of the newest executed plans the permits of all three authors, and is no plan without them because an author is silent?";

    public string LookAt => Runbook.PermitsMissing;

    // Who issues which permit.
    private static readonly (PermitGate Gate, string Stage)[] s_authors =
        [(PermitGate.Governor, StageNames.Governor), (PermitGate.P33, StageNames.PositionState), (PermitGate.P26, StageNames.HeatGate)];

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var leases = s_authors.Select(author => (author, Text: subject.Engine.Store.GetTextAsync(Keys.StageLease(author.Stage), cancellation))).ToList();
        var silent = new List<string>();
        foreach (var ((gate, stage), text) in leases)
        {
            if ((await text).Value is null)
                silent.Add($"nobody runs {stage}, the author of the {WireNames.Of(gate)} permit");
        }

        // The mark of its permits is kept as long as a plan is remembered.
        var keptSinceMs = subject.NowMs - ((subject.Options.Apply.DedupeTtlSeconds - MarginSec) * MillisecondsPerSecond);
        var results = await subject.NewestAsync(Keys.ApplyResults, cancellation);
        var executed = results.Where(result => result.Executed && result.TimeMs > keptSinceMs).Select(result => result.PlanId).Distinct(StringComparer.Ordinal).ToList();
        var plans = (await subject.NewestAsync(Keys.Plans, cancellation)).Select(plan => plan.PlanId).ToHashSet(StringComparer.Ordinal);

        // Orders of intents have results too, and need no permits.
        executed.RemoveAll(plan => !plans.Contains(plan));
        var marks = executed.ConvertAll(plan => subject.Engine.Store.GetTextAsync(Keys.PlanConsumed(plan), cancellation));
        var found = new List<(string PlanId, string? Consumed)>();
        for (var i = 0; i < executed.Count; i++)
            found.Add((executed[i], (await marks[i]).Value));

        // An act that lasts is proposed again within this time: what was missed before it says nothing of now.
        var missedSinceMs = subject.NowMs - (long)(2 * HarvestProposalProof.RenewedWithin(subject.Options.HarvestProposal) * MillisecondsPerSecond);
        return Judge(silent, found, results, missedSinceMs);
    }

    /// <param name="authors">Which author does not run, one line each.</param>
    /// <param name="executed">Plans that were executed, and the mark of their permits.</param>
    /// <param name="results">Newest first.</param>
    /// <param name="missedSinceMs">Plans that missed a permit before it are not counted, Unix milliseconds.</param>
    public static Finding Judge(
        IReadOnlyList<string> authors, IReadOnlyList<(string PlanId, string? Consumed)> executed, IReadOnlyList<ApplyResultRecord> results, long missedSinceMs)
    {
        var wrong = authors.ToList();
        wrong.AddRange(executed.Select(one => (one.PlanId, Fault: FaultOf(one.PlanId, one.Consumed))).Where(one => one.Fault is not null)
            .Select(one => $"plan {one.PlanId} was executed, and {one.Fault}"));

        // What was missed before the last plan that got its permits is over.
        var missed = results.TakeWhile(result => !result.Executed && !result.WouldExecute && result.TimeMs >= missedSinceMs)
            .Where(result => result.Error?.StartsWith(Missing, StringComparison.Ordinal) == true).ToList();
        wrong.AddRange(missed.GroupBy(result => result.Error![Missing.Length..], StringComparer.Ordinal).Select(group =>
            $"{group.Key}: {group.Count()} newest plans got no permit, the last one {group.First().PlanId} of {group.First().Symbol}"));
        IReadOnlyList<string> facts =
        [
            .. executed.Take(1).Select(one => $"newest executed plan {one.PlanId}: governor, p33 and p26 {(FaultOf(one.PlanId, one.Consumed) is null ? "were consumed together" : "are not complete")}"),
            $"{results.Count} newest results: {results.Count(result => result.Executed)} executed, {results.Count(result => result.Error?.StartsWith(Missing, StringComparison.Ordinal) == true)} without a permit in time",
        ];
        if (wrong.Count == 0 && executed.Count == 0)
            return Finding.Skip("no plan has been executed yet, and none waited in vain for an author of permits", facts);
        return Finding.Of(wrong, $"{executed.Count} of the {executed.Count} newest executed plans had all three", "the permits of governor, p33 and p26, all for this plan", facts);
    }

    private static string? FaultOf(string planId, string? text)
    {
        if (text is null)
            return "no mark of its permits is left";
        if (!PermitJson.TryRead(text, PermitJson.Default.ConsumedPermits, out var consumed, out var fault))
            return $"the mark of its permits cannot be read: {fault}";
        if (!PermitJson.TryRead(consumed.Governor, PermitJson.Default.GovernorPermit, out var governor, out fault))
            return $"the permit of {WireNames.Of(PermitGate.Governor)} cannot be read: {fault}";
        if (!PermitJson.TryRead(consumed.P33, PermitJson.Default.P33Permit, out var p33, out fault))
            return $"the permit of {WireNames.Of(PermitGate.P33)} cannot be read: {fault}";
        if (!PermitJson.TryRead(consumed.P26, PermitJson.Default.P26Permit, out var p26, out fault))
            return $"the permit of {WireNames.Of(PermitGate.P26)} cannot be read: {fault}";
        return (governor.Granted && p33.Allow && p26.Granted, governor.PlanId == planId && p33.PlanId == planId && p26.PlanId == planId) switch
        {
            (false, _) => "one of its permits is a refusal",
            (_, false) => "one of its permits is of another plan",
            _ => null,
        };
    }
}
