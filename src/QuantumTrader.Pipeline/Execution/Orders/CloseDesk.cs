using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>Closes a part of a position, in as many orders as it takes, up to a limit; goes on where a crash or an unknown outcome left it.</summary>
internal sealed class CloseDesk(IVenue venue, OrderSender sender, OrderJournal journal, int maxParts)
{
    /// <param name="first">What became of the first part so far: not sent, or known.</param>
    /// <returns>Null while an outcome is unknown.</returns>
    public async ValueTask<OrderOutcome?> CloseAsync(ExecutionOrderRecord order, SentOrder first, CancellationToken cancellation)
    {
        var parts = new List<OrderReport>();
        for (var part = 1; part <= maxParts; part++)
        {
            var sent = part == 1 ? first : await ResumeAsync(order, part, first, cancellation);
            if (sent.State == SendState.NotSent)
            {
                var (next, refusal) = await SendAsync(order, parts, part, cancellation);
                if (refusal is { } why)
                    return parts.Count == 0 ? OrderOutcome.Refused(why) : OrderOutcome.Of(parts, why.ToCode());
                sent = next;
            }

            if (sent.Report is not { } report)
                return null;
            parts.Add(report);
            if (!LeavesARest(report))
                return OrderOutcome.Of(parts, ErrorOf(report));
        }

        return OrderOutcome.Of(parts, OrderRefusal.PartlyFilled.ToCode());
    }

    // A first part that was sent only now has no later ones to look for.
    private async ValueTask<SentOrder> ResumeAsync(ExecutionOrderRecord order, int part, SentOrder first, CancellationToken cancellation)
    {
        if (first.State == SendState.NotSent)
            return first;
        var id = IdOf(order, part);
        return await sender.ResumeAsync(order.Symbol, id, await journal.ReadAsync(id, cancellation), cancellation);
    }

    private async ValueTask<(SentOrder Sent, OrderRefusal? Refusal)> SendAsync(
        ExecutionOrderRecord order, List<OrderReport> parts, int part, CancellationToken cancellation)
    {
        var account = await venue.GetAccountAsync(cancellation);
        var rules = await venue.GetInstrumentAsync(order.Symbol, cancellation);
        var (request, refusal) = CloseRule.Decide(order, account, rules, parts.Sum(earlier => earlier.FilledQuantity), part);
        if (request is null)
            return (default, refusal);
        var sent = await sender.SendAsync(
            order.PlanId, order.TraceId, order.Step.ToWire(), request, part == 1 ? order.ComputedMs : null, cancellation);
        return (sent, sent.State == SendState.Blocked ? OrderRefusal.KillSwitchActive : null);
    }

    private static string IdOf(ExecutionOrderRecord order, int part) => ClientOrderId.Of(order.PlanId, order.Step, part);

    // Filled with less than was asked: the venue cut it to the position, and nothing is left to close.
    private static bool LeavesARest(OrderReport report) =>
        report.Status is OrderStatus.Expired or OrderStatus.Canceled && report.FilledQuantity > 0 && report.FilledQuantity < report.Request.Quantity;

    private static string? ErrorOf(OrderReport report) =>
        report.Rejection?.ToCode() ?? (report.FilledQuantity > 0 ? null : OrderRefusal.NotFilled.ToCode());
}
