using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>
/// Answers plans with the P3.3 permit or its refusal. A plan for a position whose fill has not been told yet waits for it a moment, since the answer would be wrong by then; it gets
/// its answer before apply gives up.
/// </summary>
internal sealed class PermitDesk(StageContext context, PositionStateOptions options, LedgerKeeper ledgers, Reconciler reconciler, PositionStateMetrics metrics)
{
    // Less than apply waits for its permits.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly TimeSpan _permitLife = TimeSpan.FromSeconds(options.PermitLifeSeconds);
    private readonly List<Asked> _asked = [];
    private readonly List<StreamId> _settled = [];

    public bool HasWork => _asked.Exists(IsReady);

    public DateTimeOffset? NextDue => _asked.Count == 0 ? null : _asked.Min(one => one.AnswerBy);

    public IEnumerable<string> Symbols => _asked.Select(one => one.Plan.Symbol);

    public void Take(StreamId id, PlanRecord plan)
    {
        if (plan.Decision == PlanDecision.Execute)
            _asked.Add(new Asked(id, plan, context.Time.GetUtcNow() + LongestWait));
        else
            _settled.Add(id);
    }

    /// <summary>Reads what the plans depend on beside account and ledger. All reads are on their way when it returns.</summary>
    public async ValueTask ReadAsync(CancellationToken cancellation)
    {
        foreach (var one in _asked)
        {
            one.HoldRead = context.Store.GetTextAsync(Keys.ReconcileHold(one.Plan.Symbol), cancellation);
            one.StateRead = context.Store.GetTextAsync(Keys.PlanState(one.Plan.PlanId), cancellation);
        }

        foreach (var one in _asked)
            (one.Hold, one.State) = (await one.HoldRead, await one.StateRead);
    }

    /// <summary>Answers what can be answered now: each permit, then the news of it, all on their way before the first is awaited.</summary>
    public async ValueTask AnswerAsync(AccountView? account, CancellationToken cancellation)
    {
        if (_asked.Count == 0)
            return;
        var ready = _asked.FindAll(IsReady);
        var permits = new List<ValueTask>(ready.Count);
        var notices = new List<ValueTask<StreamId>>(ready.Count);
        foreach (var (plan, answer) in ready.Select(one => (one.Plan, Answer: Judge(one, account))))
        {
            var text = JsonSerializer.Serialize(Permit(plan, answer, account), PermitJson.Default.P33Permit);
            permits.Add(context.Store.SetTextAsync(Keys.Permit(PermitGate.P33, plan.PlanId), text, _permitLife, cancellation));
            notices.Add(context.Bus.AppendAsync(
                Keys.PermitNotices,
                new PermitNoticeRecord(
                    plan.PlanId, plan.Symbol, PermitGate.P33, answer.IsAllowed, answer.Reason.ToCode(), text, context.NowMs, plan.Source),
                cancellation));
            metrics.Count(plan.Symbol, answer.Reason);
        }

        foreach (var permit in permits)
            await permit;
        foreach (var notice in notices)
            await notice;
        _settled.AddRange(ready.Select(one => one.Id));
        _asked.RemoveAll(ready.Contains);
    }

    /// <summary>Entries that need no more work; each is handed out once.</summary>
    public IReadOnlyList<StreamId> TakeSettled()
    {
        if (_settled.Count == 0)
            return [];
        var settled = _settled.ToArray();
        _settled.Clear();
        return settled;
    }

    /// <summary>The engine failed: the plans are given again.</summary>
    public void Forget()
    {
        _asked.Clear();
        _settled.Clear();
    }

    private bool IsReady(Asked one) => !reconciler.Awaits(one.Plan.Symbol) || context.Time.GetUtcNow() >= one.AnswerBy;

    private PositionAnswer Judge(Asked one, AccountView? account)
    {
        var (plan, symbol) = (one.Plan, one.Plan.Symbol);
        var ledger = ledgers.Find(symbol);
        var position = account?.PositionOf(symbol);
        const long MillisecondsPerSecond = 1000;
        return PositionCheck.Judge(
            new PositionQuestion(
                plan.Step, plan.PositionSide, plan.PositionOpenedEpoch, account?.AgeSec(context.NowEpoch, plan.InputsEpoch),
                position is null ? null : new HeldPosition(position.Side, position.Quantity, position.OpenedMs / MillisecondsPerSecond, position.MarkPrice),
                account?.IsHedged(symbol) == true,
                account?.Published.Instruments.GetValueOrDefault(symbol),
                ledger?.LastKnownAmount ?? 0,
                ledger?.LastPlanEpoch is { } last ? Freshness.AgeSec(ledger.Source, last, context.NowEpoch, Math.Max(last, plan.InputsEpoch)) : null,

                // What cannot be read holds back no less than what can.
                IsOnHold: one.Hold is { Error: not null } or { Value: not (null or "") } || reconciler.HasJustHeld(symbol),
                IsDone: one.State.Error is not null || PlanStates.IsDone(one.State)),
            options.Limits);
    }

    private P33Permit Permit(PlanRecord plan, PositionAnswer answer, AccountView? account) => answer.IsAllowed
        ? new P33Permit(
            true, plan.Symbol, plan.PlanId, answer.Quantity, answer.Quantity, account!.AmountOf(plan.Symbol), ledgers.AmountOf(plan.Symbol),
            plan.PositionOpenedEpoch, answer.Reason.ToCode(), null, context.NowEpoch)
        : new P33Permit(false, plan.Symbol, plan.PlanId, null, null, null, null, null, answer.Reason.ToCode(), answer.Context, context.NowEpoch);

    private sealed class Asked(StreamId id, PlanRecord plan, DateTimeOffset answerBy)
    {
        public StreamId Id => id;

        public PlanRecord Plan => plan;

        public DateTimeOffset AnswerBy => answerBy;

        public ValueTask<Stored<string>> HoldRead { get; set; }

        public ValueTask<Stored<string>> StateRead { get; set; }

        public Stored<string> Hold { get; set; }

        public Stored<string> State { get; set; }
    }
}
