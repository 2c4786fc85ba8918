using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Ladder;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>What a record says to people, in one line. Null: nothing. Pure.</summary>
internal static class Wording
{
    private const string NotSentStatus = "not_sent";
    private const long MillisecondsPerSecond = 1000;

    // Routine, not a fault: the stop that rests protects at least as well.
    private static readonly string s_notTighter = OrderRefusal.StopNotTighter.ToCode();

    public static Notification Suggestion(StreamId id, HarvestActRecord act)
    {
        var symbol = Words.Clean(act.Symbol);
        var what = act.Intent == LadderIntent.HarvestPartial
            ? $"would close {Words.Number(act.Quantity)}"
            : act.NewStop is { } stop ? $"would move the stop to {Words.Number(stop)}" : "would move the stop";
        return new Notification(
            NotificationKind.HarvestSuggested, $"suggestion:{id}", symbol,
            $"{symbol}: {what} at {Words.R(act.RLevel)}{Words.Profit(act.UnrealizedPnl)}: {Words.Clean(act.Reason)}", act.MadeMs)
        {
            R = act.RLevel,
            Price = act.NewStop,
            Quantity = act.Quantity,
            Profit = act.UnrealizedPnl,
            Reason = Words.Clean(act.Reason),
            PlanId = Words.Clean(act.CorrelationId),
        };
    }

    /// <summary>A plan that execution did not send. What the venue made of one that was sent is told with the venue's events.</summary>
    public static Notification? NotSent(ApplyResultRecord result)
    {
        if (result.Steps.FirstOrDefault(step => step.Status == NotSentStatus) is not { } step)
            return null;
        var reason = Words.Clean(step.Details ?? result.Error ?? "");
        return reason == s_notTighter
            ? null
            : Rejection($"not_sent:{result.PlanId}:{reason}", result.Symbol, $"{step.Step} not sent", reason, step.Quantity, result.PlanId, result.TimeMs);
    }

    /// <summary>An intent that execution did not send: it has no result of its own but this.</summary>
    public static Notification? NotSent(ExecutionResultRecord execution) =>
        execution.Status != WireNames.Of(OrderStatus.Rejected) || execution.OrderId is not null || execution.PlanId is null
            ? null
            : Rejection(
                OrderNews.IdOf(execution.Symbol, execution.ClientOrderId, OrderStatus.Rejected), execution.Symbol,
                $"{WireNames.Of(execution.Side)} {Words.Number(execution.Quantity)} not sent", "", execution.Quantity, execution.PlanId,
                execution.Timestamp * MillisecondsPerSecond);

    /// <param name="what">Such as "BUY 0.5 rejected".</param>
    /// <param name="reason">Empty: it is not known.</param>
    public static Notification Rejection(string id, string symbol, string what, string reason, decimal? quantity, string? planId, long atMs)
    {
        var name = Words.Clean(symbol);
        return new Notification(NotificationKind.OrderRejected, id, name, $"{name}: {Words.Clean(what)}{(reason.Length > 0 ? ": " + reason : "")}", atMs)
        {
            Quantity = quantity,
            Reason = reason.Length > 0 ? reason : null,
            PlanId = planId is null ? null : Words.Clean(planId),
        };
    }

    public static Notification Fault(StreamId id, SafetyFaultRecord fault)
    {
        var symbol = Words.Clean(fault.Symbol);
        var counts = fault is { Counts: { } counted, Limits: { } limits } ? $", {counted.Global} intents in {limits.WindowSec} s, {counted.Symbol} of {symbol}" : "";
        return new Notification(
            NotificationKind.SafetyFault, $"fault:{id}", symbol,
            $"{symbol}: safety fault {WireNames.Of(fault.Reason)} by {Words.Clean(fault.Side)}{counts}; safe mode for {fault.CooldownSec} s",
            fault.Timestamp * MillisecondsPerSecond)
        {
            Reason = WireNames.Of(fault.Reason),
        };
    }

    public static Notification Governor(StreamId id, GovernorEventRecord happened)
    {
        var symbol = happened.Symbol is null ? null : Words.Clean(happened.Symbol);
        var what = happened.Kind switch
        {
            GovernorEventKind.Disarmed => "apply DISARMED: plans are reported and not carried out",
            GovernorEventKind.CarriedOver => "apply is still disarmed: a new day does not arm it",
            _ => "apply armed again",
        };
        return new Notification(
            NotificationKind.Governor, $"governor:{id}", symbol, $"{(symbol is null ? "" : symbol + ": ")}{what}: {Words.Clean(happened.Reason)}", happened.TimeMs)
        {
            Reason = Words.Clean(happened.Reason),
            PlanId = happened.PlanId is null ? null : Words.Clean(happened.PlanId),
        };
    }

    /// <param name="count">Events that were too old when they were first seen.</param>
    public static Notification Older(long count, long nowMs) => new(
        NotificationKind.Notice, $"older:{nowMs}:{count}", Symbol: null, $"{count} older {(count == 1 ? "event was" : "events were")} not told", nowMs);
}
