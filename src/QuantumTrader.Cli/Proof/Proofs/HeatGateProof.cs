using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>The heat gate runs, has read every proposed act, and has answered each.</summary>
internal sealed class HeatGateProof : IProof
{
    public string Name => "heat gate throughput";

    public string Question => "Does the heat gate run, has it read every proposed act, and has each of the newest its answer?";

    public string LookAt => Runbook.ActsNotTaken;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var stream = subject.Options.HeatGate.StreamName;
        var holder = await subject.Engine.Store.GetTextAsync(Keys.StageLease(StageNames.HeatGate), cancellation);

        // The acts before the answers: what is proposed in between has its time.
        var acts = await subject.NewestAsync(new StreamKey<HarvestProposalRecord>(stream), cancellation);
        var reading = await ConsumerReading.ReadAsync(subject.Engine.Bus, [new ChainConsumer(StageNames.HeatGate, stream, ChainConsumer.HeatGateGroup)], cancellation);
        var calibrated = await subject.NewestAsync(Keys.Calibrated, cancellation);
        var notices = await subject.NewestAsync(Keys.PermitNotices, cancellation);
        return Judge(holder.Value, await subject.Engine.Monitor.CountAddedAsync(stream, cancellation), reading[0], acts, calibrated, notices);
    }

    /// <param name="proposed">Acts that were ever proposed.</param>
    public static Finding Judge(
        string? holder, long proposed, ConsumerReading reader, IReadOnlyList<HarvestProposalRecord> acts, IReadOnlyList<CalibratedRecord> calibrated,
        IReadOnlyList<PermitNoticeRecord> notices)
    {
        var wrong = new List<string>();
        if (holder is null)
            wrong.Add($"nobody runs {StageNames.HeatGate}");
        if (!reader.IsUpToDate)
            wrong.Add(reader.ToString());

        // The gates write three notices a plan: beyond the oldest one kept here nothing can be said.
        var answered = calibrated.Select(act => act.Proposal.PlanId)
            .Concat(notices.Where(notice => notice.Gate == PermitGate.P26).Select(notice => notice.PlanId)).ToHashSet(StringComparer.Ordinal);
        var oldest = calibrated.Count == 0 ? long.MinValue : calibrated[^1].CalibratedMs;
        var unanswered = acts.Where(act => act.ComputedMs >= oldest && !answered.Contains(act.PlanId)).ToList();
        wrong.AddRange(unanswered.Select(act => $"{act.Symbol}: act {act.PlanId} has no answer"));
        IReadOnlyList<string> facts =
        [
            holder is null ? "nobody holds its lease" : $"run by {holder}",
            reader.ToString(),
            $"{proposed} acts were ever proposed; the newest {acts.Count} were looked at, {acts.Count(act => answered.Contains(act.PlanId))} of them have an answer",
        ];
        if (wrong.Count == 0 && proposed == 0)
            return Finding.Skip("no act has been proposed yet: the heat gate runs and waits", facts);
        return Finding.Of(wrong, $"{proposed} acts proposed, lag 0, pending 0; each of the newest {acts.Count} has its answer", "a heat gate that runs and leaves no act without an answer", facts);
    }
}
