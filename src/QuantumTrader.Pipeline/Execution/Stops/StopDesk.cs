using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution.Orders;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution.Stops;

/// <summary>Moves stops, and only ever nearer to the market: the new one is placed and confirmed before the old one is cancelled.</summary>
internal sealed class StopDesk(StageContext context, IVenue venue, OrderJournal journal, OrderSender sender, int mostPerMinute)
{
    private readonly StopRate _rate = new(mostPerMinute);

    /// <param name="first">What became of the new stop so far: not sent, or known.</param>
    /// <returns>Null while the outcome is unknown.</returns>
    public async ValueTask<OrderOutcome?> MoveAsync(ExecutionOrderRecord order, SentOrder first, CancellationToken cancellation)
    {
        var sent = first;
        if (first.State == SendState.NotSent)
        {
            var account = await venue.GetAccountAsync(cancellation);
            var (position, mismatch) = OrderGate.Match(order, account);
            if (position is null)
                return OrderOutcome.Refused(mismatch!.Value);
            var id = ClientOrderId.Of(order.PlanId, order.Step);
            (sent, var refusal) = await SendAsync(
                account, position, order.StopPrice!.Value, id, order.PlanId, order.TraceId, order.ComputedMs, cancellation);
            if (refusal is { } why)
                return OrderOutcome.Refused(why);
        }

        if (sent.Report is not { } report)
            return null;
        await KeepTightestAsync(order.Symbol, order.PositionSide, cancellation);
        return OrderOutcome.Of([report], report.IsAcceptedStop() ? null : report.Rejection?.ToCode() ?? OrderRefusal.NotFilled.ToCode());
    }

    /// <summary>Follows a stop that somebody else worked out. One that is not tighter, or may not be moved now, leaves everything as it is.</summary>
    /// <param name="name">Names the move; the client order id derives from it.</param>
    /// <returns>True: something was sent.</returns>
    public async ValueTask<bool> FollowAsync(VenueAccount account, VenuePosition position, decimal stop, string name, CancellationToken cancellation)
    {
        var id = ClientOrderId.Of(name, PlanStep.UpdateSl);
        var earlier = await sender.ResumeAsync(position.Symbol, id, await journal.ReadAsync(id, cancellation), cancellation);
        if (earlier.State != SendState.NotSent)
            return false;
        var (sent, _) = await SendAsync(account, position, stop, id, planId: null, traceId: null, computedMs: null, cancellation);
        if (sent.Report?.IsAcceptedStop() != true)
            return sent.State == SendState.Known;
        await KeepTightestAsync(position.Symbol, position.Side, cancellation);
        return true;
    }

    /// <summary>Of the stops that end the whole position the tightest stays; our others are cancelled.</summary>
    public async ValueTask KeepTightestAsync(string symbol, PositionSide side, CancellationToken cancellation)
    {
        var account = await venue.GetAccountAsync(cancellation);
        if (account.Positions.FirstOrDefault(one => one.Symbol == symbol && one.Side == side) is not { } position)
            return;
        var stops = RestingStops.Of(account, position);
        var tightest = RestingStops.Tightest(stops, side);
        foreach (var stop in stops)
        {
            if (stop == tightest || !IsOurs(stop.Request.ClientOrderId))
                continue;
            try
            {
                await venue.CancelAsync(symbol, stop.Request.ClientOrderId, cancellation);
            }
            catch (VenueOutcomeUnknownException unanswered)
            {
                // It is looked at again with the next sweep; two stops do no harm.
                context.Log.LogWarning("{Symbol}: a looser stop may still rest: {Problem}", symbol, unanswered.Message);
            }
        }
    }

    private async ValueTask<(SentOrder Sent, OrderRefusal? Refusal)> SendAsync(
        VenueAccount account, VenuePosition position, decimal wanted, string id, string? planId, string? traceId, long? computedMs,
        CancellationToken cancellation)
    {
        var symbol = position.Symbol;
        if (await venue.GetInstrumentAsync(symbol, cancellation) is not { } rules)
            return (default, OrderRefusal.InstrumentUnknown);
        var stop = rules.RoundStop(wanted, position.Side);
        if (RestingStops.PriceFor(account, position) is { } resting && !StopPrices.IsTighter(stop, resting, position.Side))
            return (default, OrderRefusal.StopNotTighter);
        if (StopPrices.IsReached(stop, position.MarkPrice, position.Side))
            return (default, OrderRefusal.StopWouldTrigger);
        if (!_rate.Allows(symbol, context.NowMs))
            return (default, OrderRefusal.StopReplaceRate);

        var request = StopOrders.Close(symbol, id, position.Side, stop, account.HedgeMode);
        var sent = await sender.SendAsync(planId, traceId, PlanStep.UpdateSl.ToWire(), request, computedMs, cancellation);
        if (sent.State == SendState.Blocked)
            return (sent, OrderRefusal.KillSwitchActive);
        _rate.Count(symbol, context.NowMs);
        return (sent, null);
    }

    // A stop that somebody placed by hand is theirs.
    private static bool IsOurs(string clientOrderId) => ClientOrderId.IsOne(clientOrderId) || EntryOrders.IsStop(clientOrderId);
}
