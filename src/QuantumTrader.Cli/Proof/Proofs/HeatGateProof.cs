using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>The heat gate runs, has read every proposed act, and has answered each.</summary>
internal sealed class HeatGateProof : IProof
{
    // One of each gate, and some for an act that is tried again.
    private const int NoticesOfAnAct = 6;

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
        var most = subject.Proof.Newest * NoticesOfAnAct;
        var notices = (await subject.Engine.Bus.ReadNewestAsync(Keys.PermitNotices, most, cancellation)).Select(entry => entry.Record.Value).OfType<PermitNoticeRecord>().ToList();

        // The gate says on this stream what it made of every act; what is older than the oldest word read here cannot be judged.
        var since = notices.Count < most ? long.MinValue : notices[^1].TimeMs;
        var answered = notices.Where(notice => notice.Gate == PermitGate.P26).Select(notice => notice.PlanId).ToHashSet(StringComparer.Ordinal);
        return Judge(
            holder.Value, await subject.Engine.Monitor.CountAddedAsync(stream, cancellation), reading[0], [.. acts.Where(act => act.ComputedMs >= since)], answered);
    }

    /// <param name="holder">Which process runs it; null: none.</param>
    /// <param name="proposed">Acts that were ever proposed.</param>
    /// <param name="acts">The newest of them.</param>
    /// <param name="answered">Plans of which the gate has said something.</param>
    public static Finding Judge(string? holder, long proposed, ConsumerReading reader, IReadOnlyList<HarvestProposalRecord> acts, IReadOnlySet<string> answered)
    {
        var wrong = new List<string>();
        if (holder is null)
            wrong.Add($"nobody runs {StageNames.HeatGate}");
        if (!reader.IsUpToDate)
            wrong.Add(reader.ToString());

        var unanswered = acts.Where(act => act.PlanId is not { } plan || !answered.Contains(plan)).ToList();
        wrong.AddRange(unanswered.Select(act => $"{act.Symbol}: act {act.PlanId} has no answer"));
        IReadOnlyList<string> facts =
        [
            holder is null ? "nobody holds its lease" : $"run by {holder}",
            reader.ToString(),
            $"{proposed} acts were ever proposed; the newest {acts.Count} were looked at, {acts.Count - unanswered.Count} of them have an answer",
        ];
        if (wrong.Count == 0 && proposed == 0)
            return Finding.Skip("no act has been proposed yet: the heat gate runs and waits", facts);
        return Finding.Of(wrong, $"{proposed} acts proposed, lag 0, pending 0; each of the newest {acts.Count} has its answer", "a heat gate that runs and leaves no act without an answer", facts);
    }
}
