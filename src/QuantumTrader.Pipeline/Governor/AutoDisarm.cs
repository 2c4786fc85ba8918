using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>
/// Puts apply back to dry_run when evaluations keep failing or a symbol asks for too many executions, and keeps it there from day to day until an operator re-arms. What
/// happened before an operator re-armed has been seen, and does not disarm again.
/// </summary>
internal sealed class AutoDisarm(StageContext context, int errorCount, int burstLimit, ExecutionHistory history, GovernorMetrics metrics)
{
    // Among so many of the newest notices and events.
    private const int Searched = 1000;

    private readonly DisarmState _state = new(context.Store, context.Time);
    private readonly Queue<long> _errors = new();

    public DateTimeOffset NextDay { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Remembers the failures of before the start.</summary>
    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        _errors.Clear();
        var notices = await context.Bus.ReadNewestAsync(Keys.PermitNotices, Searched, cancellation);
        foreach (var notice in notices.Reverse().Select(entry => entry.Record.Value).OfType<PermitNoticeRecord>())
        {
            if (notice.Gate == PermitGate.Governor && notice.Reason == GovernorReason.EvaluationError.ToCode())
                _errors.Enqueue(notice.TimeMs);
        }
    }

    /// <summary>Once a day: takes a disarm of the days before over to today.</summary>
    public async ValueTask CarryOverAsync(CancellationToken cancellation)
    {
        if (await _state.FindEarlierAsync(cancellation) is { } earlier)
        {
            await TellAsync(GovernorEventKind.CarriedOver, earlier.Reason, symbol: null, planId: null, cancellation);
            await _state.CarryOverAsync(earlier, cancellation);
        }

        NextDay = _state.NextDay;
    }

    public async ValueTask ErrorAsync(PlanRecord plan, CancellationToken cancellation)
    {
        var now = context.NowMs;
        _errors.Enqueue(now);
        while (_errors.TryPeek(out var oldest) && oldest <= now - ExecutionHistory.HourMs)
            _errors.Dequeue();
        if (_errors.Count >= errorCount && await RearmedMsAsync(cancellation) is var rearmed && _errors.Count(error => error > rearmed) >= errorCount)
            await DisarmAsync(DisarmReason.EvaluationErrors, plan, cancellation);
    }

    public async ValueTask BurstAsync(PlanRecord plan, CancellationToken cancellation)
    {
        var after = Math.Max(await RearmedMsAsync(cancellation), context.NowMs - ExecutionHistory.FiveMinutesMs);
        if (history.CountSince(plan.Symbol, after) >= burstLimit)
            await DisarmAsync(DisarmReason.BurstBreach, plan, cancellation);
    }

    // Told first: done again after a loss, it is told twice rather than never.
    private async ValueTask DisarmAsync(DisarmReason reason, PlanRecord plan, CancellationToken cancellation)
    {
        if (await _state.IsDisarmedAsync(cancellation))
            return;
        await TellAsync(GovernorEventKind.Disarmed, reason.ToCode(), plan.Symbol, plan.PlanId, cancellation);
        await _state.DisarmAsync(reason, cancellation);
        metrics.Disarmed.Add(reason.ToCode());
        context.Log.LogError("apply is disarmed ({Reason}, {Symbol}) until an operator re-arms it", reason.ToCode(), plan.Symbol);
    }

    private async ValueTask TellAsync(GovernorEventKind kind, string reason, string? symbol, string? planId, CancellationToken cancellation) =>
        await context.Bus.AppendAsync(Keys.GovernorEvents, new GovernorEventRecord(kind, reason, symbol, planId, context.NowMs), cancellation);

    private async ValueTask<long> RearmedMsAsync(CancellationToken cancellation)
    {
        var events = await context.Bus.ReadNewestAsync(Keys.GovernorEvents, Searched, cancellation);
        return events.Select(entry => entry.Record.Value).FirstOrDefault(one => one?.Kind == GovernorEventKind.Rearmed)?.TimeMs ?? 0;
    }
}
