using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Governor;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>
/// Where plans wait for their permits, side by side: looks at those for which there is news or whose time has come, and ends the wait of those that are decided.
/// </summary>
internal sealed class PermitDesk(StageContext context, ApplyOptions options, PlanBook book, ApplyMetrics metrics)
{
    private readonly KillSwitch _kill = new(context.Store);
    private readonly DisarmState _disarm = new(context.Store, context.Time);
    private readonly P26Refusals _refusals = new();
    private readonly OrderDesk _orders = new(context, book, metrics);
    private readonly BlockedPlans _blocked = new(context, book, metrics);
    private readonly SortedDictionary<StreamId, WaitingPlan> _waiting = [];
    private readonly List<StreamId> _over = [];
    private readonly long _maxAgeMs = (long)(options.MaxProposalAgeSeconds * 1000) + options.PermitWaitMs;

    /// <summary>When to look again although there is no news; null when nothing waits.</summary>
    public DateTimeOffset? NextDue => _waiting.Count == 0
        ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, _waiting.Values.Min(plan => plan.NextLookMs)));

    /// <exception cref="UnusableEntryException">The plan is to be executed and does not say what to do.</exception>
    public static void EnsureUsable(PlanRecord plan)
    {
        if (plan.Decision == PlanDecision.Execute && (plan.Step is not { } step || (step == PlanStep.UpdateSl && plan.NewSlProposed is null)))
            throw new UnusableEntryException($"plan {plan.PlanId} of {plan.Symbol} is to be executed and does not say what to do");
    }

    /// <summary>A plan is to be looked at again at once.</summary>
    public bool HasNews => _waiting.Count > 0 && _waiting.Values.Any(plan => plan.HasNews);

    /// <summary>Takes a plan in; one that is not to be executed has nothing to wait for.</summary>
    public void Add(StreamId entry, PlanRecord plan)
    {
        if (plan.Decision != PlanDecision.Execute)
        {
            _over.Add(entry);
            return;
        }

        _waiting.TryAdd(entry, new WaitingPlan(entry, plan, plan.PlannedMs + options.PermitWaitMs));
    }

    public void Note(PermitNoticeRecord notice)
    {
        _refusals.Note(notice);
        foreach (var waiting in _waiting.Values)
        {
            if (waiting.Plan.PlanId == notice.PlanId)
                waiting.Wake();
        }
    }

    /// <summary>What was in hand comes again with the entries.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _over.Clear();
    }

    /// <summary>Looks at what is due and writes what follows.</summary>
    /// <returns>Entries with which nothing remains to be done.</returns>
    public async ValueTask<IReadOnlyList<StreamId>> LookAsync(CancellationToken cancellation)
    {
        if (_waiting.Count == 0)
            return TakeOver();
        var nowMs = context.NowMs;
        var due = _waiting.Values.Where(plan => plan.NextLookMs <= nowMs).ToList();
        if (due.Count > 0)
            _over.AddRange(await DecideAsync(due, nowMs, cancellation));
        foreach (var entry in _over)
            _waiting.Remove(entry);
        return TakeOver();
    }

    private StreamId[] TakeOver()
    {
        if (_over.Count == 0)
            return [];
        StreamId[] over = [.. _over];
        _over.Clear();
        return over;
    }

    private async ValueTask<StreamId[]> DecideAsync(List<WaitingPlan> due, long nowMs, CancellationToken cancellation)
    {
        var disarmed = _disarm.IsDisarmedAsync(cancellation);
        var reads = new ValueTask<PermitSight>[due.Count];
        for (var i = 0; i < reads.Length; i++)
        {
            var plan = due[i].Plan;
            reads[i] = PermitSight.ReadAsync(
                context.Store, book, plan, _kill.ReadAsync(plan.Symbol, cancellation), _refusals.Find(plan.PlanId, nowMs), cancellation);
        }

        var isPaper = options.Mode == ApplyMode.Paper & !await disarmed;
        var ends = new List<(WaitingPlan Plan, Task<bool> End)>();
        for (var i = 0; i < reads.Length; i++)
        {
            if (End(due[i], await reads[i], isPaper, nowMs, cancellation) is { } end)
                ends.Add((due[i], end.AsTask()));
            due[i].LookAgain(nowMs);
        }

        // Nothing may still be on its way when a failure is looked at: what is not finished then is found again by its mark.
        await Task.WhenAll(ends.Select(end => end.End));
        foreach (var (plan, end) in ends)
        {
            if (!await end)
                plan.Wake();
        }

        return [.. ends.Where(end => !end.Plan.HasNews).Select(end => end.Plan.Entry)];
    }

    // What ends the wait, under way; null while it goes on. False: the permits changed under the hand, look again.
    private ValueTask<bool>? End(WaitingPlan waiting, in PermitSight seen, bool isPaper, long nowMs, CancellationToken cancellation)
    {
        var plan = waiting.Plan;
        if (!seen.Memory.Consumed.IsMissing || seen.Memory.State.Value == PlanStates.Done)
            return _orders.ResumeAsync(waiting, seen.Memory, cancellation);

        // Another process had this entry too, ended the attempt and acknowledged it: nobody would send the order of permits that are consumed now and then a crash.
        if (seen.Memory.State.Value == PlanStates.Failed)
            return new ValueTask<bool>(true);
        var verdict = PermitVerdict.Judge(plan, seen, nowMs, _maxAgeMs);
        if (verdict.Error is null && !verdict.IsGranted && waiting.IsOver(nowMs))
            return _blocked.TimeOutAsync(plan, verdict, nowMs, cancellation);
        if (verdict.Error is not null)
            return _blocked.EndAsync(plan, verdict, verdict.Error, nowMs, cancellation);
        if (!verdict.IsGranted)
            return null;
        return isPaper && plan.Mode == ApplyMode.Paper
            ? _orders.SendAsync(waiting, seen, nowMs, cancellation)
            : _orders.ReportAsync(waiting, seen, nowMs, cancellation);
    }
}
