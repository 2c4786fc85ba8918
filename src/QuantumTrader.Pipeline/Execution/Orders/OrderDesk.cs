using QuantumTrader.Domain.Plans;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution.Stops;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>
/// Takes what passed every gate to the venue, and tells how it ended. An order whose outcome is unknown waits, and holds up no other. Nothing that it sends opens or adds to a position.
/// </summary>
internal sealed class OrderDesk(
    StageContext context, double maxOrderAgeSec, IVenue venue, OrderJournal journal, OrderSender sender, CloseDesk closes, StopDesk stops,
    OrderResults results)
{
    private readonly KillSwitch _kill = new(context.Store);
    private readonly List<WaitingOrder> _waiting = [];

    /// <summary>When an order of unknown outcome is to be looked for again; null when there is none.</summary>
    public DateTimeOffset? NextDue => _waiting.Count == 0 ? null : _waiting.Min(waiting => waiting.Due);

    /// <summary>The step failed: the entries that wait are delivered again.</summary>
    public void Abandon() => _waiting.Clear();

    /// <returns>True: the order has come to its end and its entry can be acknowledged.</returns>
    public async ValueTask<bool> HandleAsync(StreamId entry, ExecutionOrderRecord order, CancellationToken cancellation)
    {
        if (await CarryOutAsync(order, cancellation))
            return true;
        _waiting.Add(new WaitingOrder(entry, order, context.Time.GetUtcNow()));
        return false;
    }

    /// <summary>Looks again for the orders that are due.</summary>
    /// <returns>Entries of those that have come to their end.</returns>
    public async ValueTask<IReadOnlyList<StreamId>> LookAgainAsync(CancellationToken cancellation)
    {
        var now = context.Time.GetUtcNow();
        var done = new List<StreamId>();
        foreach (var waiting in _waiting.Where(waiting => waiting.Due <= now).ToList())
        {
            if (await CarryOutAsync(waiting.Order, cancellation))
            {
                done.Add(waiting.Entry);
                _waiting.Remove(waiting);
            }
            else
            {
                waiting.PutOff(now);
            }
        }

        return done;
    }

    // False while its outcome is unknown. Every path can be walked again from the start: the journal says how far it got.
    private async ValueTask<bool> CarryOutAsync(ExecutionOrderRecord order, CancellationToken cancellation)
    {
        // Both in one round trip.
        var read = journal.ReadAsync(ClientOrderId.Of(order.PlanId, order.Step), cancellation);
        var kill = await _kill.ReadAsync(order.Symbol, cancellation);
        var earlier = await read;
        if (earlier.Value?.ReportedSentMs == order.SentMs)
            return true;
        var first = await sender.ResumeAsync(order.Symbol, ClientOrderId.Of(order.PlanId, order.Step), earlier, cancellation);
        if (first.State == SendState.Unknown)
            return false;

        // What has reached the venue is brought to its end; anything else begins here, whatever the journal says of it.
        var refusal = first.State == SendState.NotSent
            ? OrderGate.Refuse(order, kill, venue.Source, context.NowMs, maxOrderAgeSec)
            : null;
        var outcome = refusal is { } why ? OrderOutcome.Refused(why)
            : order.Step.Closes() ? await closes.CloseAsync(order, first, cancellation)
            : await stops.MoveAsync(order, first, cancellation);
        if (outcome is null)
            return false;
        await results.TellAsync(order, outcome, cancellation);
        return true;
    }
}
