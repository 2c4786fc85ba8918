using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Execution.Orders;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Execution.Telling;

/// <summary>
/// Publishes what the venue said of orders and fills, in order, and confirms it to the venue when it stands: a crash in between tells it twice, never not at all.
/// </summary>
internal sealed class VenueNews(StageContext context, IVenue venue, OrderJournal journal, ExecutionMetrics metrics)
{
    private readonly MarginWatch _margin = new(context);

    // How many of the unconfirmed events this process has told already; a step that failed goes on behind them.
    private int _told;

    /// <param name="account">The venue's account after all of it.</param>
    public async ValueTask TellAsync(VenueAccount account, Provenance source, CancellationToken cancellation)
    {
        var events = await venue.GetEventsAsync(cancellation);
        if (events.Count == 0)
            return;
        for (; _told < events.Count; _told++)
            await TellAsync(events[_told], account, source, cancellation);

        // Whatever becomes of the confirmation: what is given again is told again.
        _told = 0;
        await venue.ConfirmEventsAsync(events.Count, cancellation);
    }

    private async ValueTask TellAsync(VenueEvent happened, VenueAccount account, Provenance source, CancellationToken cancellation)
    {
        var order = happened is VenueFillEvent fill ? fill.Order : ((VenueOrderEvent)happened).Order;
        var planId = await journal.PlanOfAsync(order.Request.ClientOrderId, cancellation);
        await context.Bus.AppendAsync(Keys.VenueEvents, VenueEvents.ToRecord(happened, source, planId), cancellation);
        if (happened is not VenueOrderEvent)
            return;
        if (Executions.Of(order, account, planId, source) is { } execution)
            await context.Bus.AppendAsync(Keys.ExecutionResults, execution, cancellation);
        await _margin.NoteAsync(order, cancellation);
        if (order.Request.Type == OrderType.StopMarket || order.HasEnded())
            metrics.Orders.Add(happened.Symbol, WireNames.Of(order.Request.Type), WireNames.Of(order.Status));
    }
}
