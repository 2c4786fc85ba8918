using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>Makes a plan of every calibrated entry: what the gates say of it, and the reservation of a plan that goes on.</summary>
internal sealed class Planner(StageContext context, ApplyOptions options, HarvestEngine engine, PlanBook book, ApplyMetrics metrics)
{
    /// <summary>Stands in a plan whose proposal names no act.</summary>
    public const string NoPlanId = "-";

    private const double MillisecondsPerSecond = 1000;

    private readonly KillSwitch _kill = new(context.Store);
    private readonly DisarmState _disarm = new(context.Store, context.Time);
    private readonly HashSet<string> _allowed = [.. options.Allowlist ?? (IEnumerable<string>)options.Symbols];
    private readonly long _maxAgeMs = (long)(options.MaxProposalAgeSeconds * MillisecondsPerSecond);

    /// <summary>One round trip to read, one to claim what goes on, one to write; whatever the number of entries.</summary>
    public async ValueTask PlanAsync(IReadOnlyList<(StreamId Id, CalibratedRecord Record)> entries, CancellationToken cancellation)
    {
        // Other processes may have been given another HARVEST_ENGINE: the brain says so as long as it acts.
        var acting = context.Store.GetTextAsync(Keys.HarvestEngine, cancellation);
        var disarmed = _disarm.IsDisarmedAsync(cancellation);
        var kills = new Dictionary<string, ValueTask<KillState>>(StringComparer.Ordinal);
        var reads = new ValueTask<PlanMemory>[entries.Count];
        for (var i = 0; i < entries.Count; i++)
        {
            var proposal = entries[i].Record.Proposal;
            if (!kills.ContainsKey(proposal.Symbol))
                kills[proposal.Symbol] = _kill.ReadAsync(proposal.Symbol, cancellation);
            if (proposal.PlanId is { } planId)
                reads[i] = book.ReadAsync(planId, cancellation);
        }

        var isEngine = engine == HarvestEngine.Pipeline && (await acting).Value != Keys.HarvestEngineBrain;
        var mode = await disarmed ? ApplyMode.DryRun : options.Mode;
        var switches = new Dictionary<string, KillState>(kills.Count, StringComparer.Ordinal);
        foreach (var (symbol, kill) in kills)
            switches[symbol] = await kill;
        var drafts = new Draft[entries.Count];
        for (var i = 0; i < drafts.Length; i++)
            drafts[i] = Decide(entries[i].Id, entries[i].Record, switches, await reads[i], mode, isEngine);

        await ClaimAsync(drafts, cancellation);
        await WriteAsync(drafts, cancellation);
    }

    private Draft Decide(StreamId id, CalibratedRecord record, Dictionary<string, KillState> switches, PlanMemory memory, ApplyMode mode, bool isEngine)
    {
        var proposal = record.Proposal;
        var verdict = PlanGates.Decide(new PlanCase(
            proposal.PlanId is not null, record.EffectiveAction, proposal.NewSlProposed is > 0 and < StopPrices.Highest, proposal.KillScore.Value,
            switches[proposal.Symbol], _allowed.Contains(proposal.Symbol), isEngine, proposal.ComputedMs, context.NowMs - proposal.ComputedMs, _maxAgeMs,
            proposal.Source, mode, memory.IsTaken(id), memory.IsDeferred(PlanSteps.Of(record.EffectiveAction))));
        return new Draft(id, record, memory, mode, verdict);
    }

    private async ValueTask ClaimAsync(Draft[] drafts, CancellationToken cancellation)
    {
        var claims = new ValueTask<bool>[drafts.Length];
        for (var i = 0; i < drafts.Length; i++)
        {
            if (drafts[i].Verdict.Decision == PlanDecision.Execute)
                claims[i] = book.ClaimAsync(drafts[i].PlanId, drafts[i].Memory, drafts[i].Id, cancellation);
        }

        for (var i = 0; i < drafts.Length; i++)
        {
            if (drafts[i].Verdict.Decision == PlanDecision.Execute && !await claims[i])
                drafts[i] = drafts[i] with { Verdict = PlanVerdict.Of(PlanDecision.Skip, PlanReason.DuplicatePlan) };
        }
    }

    // The reservation of a plan is under way before the plan, and nothing is acknowledged before both are written: who dies in between finds his claim again.
    private async ValueTask WriteAsync(Draft[] drafts, CancellationToken cancellation)
    {
        var reservations = new ValueTask[drafts.Length];
        var appends = new ValueTask<StreamId>[drafts.Length];
        for (var i = 0; i < drafts.Length; i++)
        {
            if (drafts[i].Verdict.Decision == PlanDecision.Execute)
                reservations[i] = book.ReserveAsync(drafts[i].PlanId, drafts[i].Memory, cancellation);
            appends[i] = context.Bus.AppendAsync(Keys.Plans, drafts[i].ToPlan(context.NowMs), cancellation);
        }

        for (var i = 0; i < drafts.Length; i++)
        {
            await reservations[i];
            await appends[i];
            Count(drafts[i]);
        }
    }

    private void Count(in Draft draft)
    {
        metrics.Plans.Add(draft.Record.Proposal.Symbol, WireNames.Of(draft.Verdict.Decision));
        if (draft.Verdict == PlanVerdict.Of(PlanDecision.Skip, PlanReason.DuplicatePlan))
            metrics.DedupeHits.Add();
    }

    private readonly record struct Draft(StreamId Id, CalibratedRecord Record, PlanMemory Memory, ApplyMode Mode, PlanVerdict Verdict)
    {
        public string PlanId => Record.Proposal.PlanId ?? NoPlanId;

        public PlanRecord ToPlan(long nowMs)
        {
            var proposal = Record.Proposal;
            return new PlanRecord(
                PlanId, proposal.TraceId, proposal.Symbol, Record.EffectiveAction, proposal.KillScore, proposal.NewSlProposed, proposal.RNet,
                Verdict.Decision, Verdict.Reasons, Verdict.Step, Mode, proposal.PositionSide, proposal.PositionOpenedEpoch, proposal.InputsEpoch,
                proposal.ComputedMs, nowMs, proposal.Source)
            {
                Attempt = Id.ToString(),
            };
        }
    }
}
