using System.Text.Json;
using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>
/// Consumes the permits of a plan and sends its order. The mark that consuming leaves says which plan entry has to send it: after a crash in between the entry comes again and goes on here, and no
/// other one can.
/// </summary>
internal sealed class OrderDesk(StageContext context, PlanBook book, ApplyMetrics metrics)
{
    // More orders than can be written between a crash and the look that follows it.
    private const int OrdersLookedThrough = 1000;

    /// <returns>False: a permit has changed meanwhile; nothing was consumed.</returns>
    public async ValueTask<bool> SendAsync(WaitingPlan waiting, PermitSight seen, long nowMs, CancellationToken cancellation)
    {
        var plan = waiting.Plan;
        var consumed = new ConsumedPermits(
            plan.Attempt, waiting.Entry.ToString(), nowMs, seen.Governor.Value!, seen.P33.Value!, seen.P26.Value!);
        var order = ApplyOutcomes.Order(plan, consumed);
        var mark = new ConsumeMark(
            Keys.PlanConsumed(plan.PlanId), JsonSerializer.Serialize(consumed, PermitJson.Default.ConsumedPermits), book.Keep);
        if (!(await context.Store.ConsumeTogetherAsync(seen.Texts(plan.PlanId), mark, cancellation)).Consumed)
            return false;
        await context.Bus.AppendAsync(Keys.ExecutionOrders, order, cancellation);
        Count(plan, ApplyMetrics.Sent, nowMs);
        return true;
    }

    /// <summary>In dry_run the permits are used up as well, and nothing is sent.</summary>
    /// <returns>As <see cref="SendAsync"/>.</returns>
    public async ValueTask<bool> ReportAsync(WaitingPlan waiting, PermitSight seen, long nowMs, CancellationToken cancellation)
    {
        var plan = waiting.Plan;
        if (!(await context.Store.ConsumeTogetherAsync(seen.Texts(plan.PlanId), cancellation)).Consumed)
            return false;
        await context.Bus.AppendAsync(Keys.ApplyResults, ApplyOutcomes.WouldExecute(plan, nowMs), cancellation);
        Count(plan, ApplyMetrics.WouldExecute, nowMs);
        return true;
    }

    /// <summary>The permits of the plan have been consumed before, or it is done: the order is sent if it is this entry's to send and has not been.</summary>
    public async ValueTask<bool> ResumeAsync(WaitingPlan waiting, PlanMemory memory, CancellationToken cancellation)
    {
        var plan = waiting.Plan;
        if (memory.State.Value == PlanStates.Done || Own(waiting, memory.Consumed) is not { } consumed)
        {
            metrics.DedupeHits.Add();
            return true;
        }

        var order = ApplyOutcomes.Order(plan, consumed);
        foreach (var entry in await context.Bus.ReadNewestAsync(Keys.ExecutionOrders, OrdersLookedThrough, cancellation))
        {
            if (entry.Record.Value is { IsIntent: false } sent && sent.PlanId == order.PlanId && sent.SentMs == order.SentMs)
                return true;
        }

        context.Log.LogWarning("{Symbol}: the order of plan {PlanId} is sent after an interruption", plan.Symbol, plan.PlanId);
        await context.Bus.AppendAsync(Keys.ExecutionOrders, order, cancellation);
        Count(plan, ApplyMetrics.Sent, consumed.ConsumedMs);
        return true;
    }

    private ConsumedPermits? Own(WaitingPlan waiting, Stored<string> stored)
    {
        if (stored.Value is { } text && PermitJson.TryRead(text, PermitJson.Default.ConsumedPermits, out var consumed, out _))
            return consumed.PlanEntry == waiting.Entry.ToString() ? consumed : null;
        context.Log.LogError("{Symbol}: what plan {PlanId} consumed cannot be read; it is not carried out: {Error}",
            waiting.Plan.Symbol, waiting.Plan.PlanId, stored.Error?.ToString() ?? stored.Value);
        return null;
    }

    private void Count(PlanRecord plan, string status, long decidedMs)
    {
        metrics.Waited(decidedMs - plan.PlannedMs);
        metrics.Steps.Add(plan.Symbol, plan.Step!.Value.ToWire(), status);
    }
}
