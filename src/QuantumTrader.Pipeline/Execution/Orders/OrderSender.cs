using Microsoft.Extensions.Logging;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Safety;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>
/// The one way of orders that reduce a position or protect it: journal, kill switch, venue, journal. An order of unknown outcome is never sent again before the venue has said that it
/// does not know its client id.
/// </summary>
internal sealed class OrderSender(StageContext context, IVenue venue, OrderJournal journal, ExecutionMetrics metrics)
{
    private readonly KillSwitch _kill = new(context.Store);

    /// <summary>What became of an order that may have been sent before.</summary>
    /// <param name="earlier">Its journal entry. One that cannot be read says as little as one whose outcome is open.</param>
    public async ValueTask<SentOrder> ResumeAsync(string symbol, string clientOrderId, Stored<JournalledOrder> earlier, CancellationToken cancellation)
    {
        if (earlier.IsMissing)
            return new SentOrder(SendState.NotSent);
        if (earlier.Value is { State: JournalState.Known, Report: { } known } && known.IsAnswer())
            return SentOrder.Of(known);
        if (earlier.Error is { } error)
            context.Log.LogError("{Error}; the venue is asked", error);
        try
        {
            if (await venue.FindAsync(symbol, clientOrderId, cancellation) is not { } found)
                return new SentOrder(SendState.NotSent);
            if (!found.IsAnswer())
                return new SentOrder(SendState.Unknown);
            if (earlier.Value is { } sending)
                await journal.WriteAsync(Answered(sending, found), cancellation);
            return SentOrder.Of(found);
        }
        catch (VenueOutcomeUnknownException unanswered)
        {
            context.Log.LogWarning("{Symbol} {ClientOrderId}: the venue does not say whether it exists: {Problem}", symbol, clientOrderId, unanswered.Message);
            return new SentOrder(SendState.Unknown);
        }
    }

    /// <param name="computedMs">When what it rests on was computed, Unix milliseconds; null when its latency means nothing.</param>
    public async ValueTask<SentOrder> SendAsync(
        string? planId, string? traceId, string step, OrderRequest request, long? computedMs, CancellationToken cancellation)
    {
        var now = context.NowMs;
        var entry = new JournalledOrder(planId, traceId, step, request, JournalState.Sending, Report: null, ReportedSentMs: null, now, now);

        // Both in one round trip: the last thing known before the order leaves is the position of the switch.
        var write = journal.WriteAsync(entry, cancellation);
        var kill = await _kill.ReadAsync(request.Symbol, cancellation);
        await write;
        if (kill.Blocks(reducesRisk: true))
        {
            await journal.ForgetAsync(request.ClientOrderId, cancellation);
            return new SentOrder(SendState.Blocked);
        }

        OrderReport report;
        try
        {
            report = await venue.PlaceAsync(request, cancellation);
        }
        catch (VenueOutcomeUnknownException unanswered)
        {
            metrics.UnknownOutcomes.Add();
            context.Log.LogWarning("{Symbol} {ClientOrderId}: outcome unknown: {Problem}", request.Symbol, request.ClientOrderId, unanswered.Message);
            return new SentOrder(SendState.Unknown);
        }

        if (computedMs is { } computed)
            metrics.Answered(context.NowMs - computed);
        if (!report.IsAnswer())
            return new SentOrder(SendState.Unknown);
        await journal.WriteAsync(Answered(entry, report), cancellation);
        return SentOrder.Of(report);
    }

    private JournalledOrder Answered(JournalledOrder sent, OrderReport report) =>
        sent with { State = JournalState.Known, Report = report, UpdatedMs = context.NowMs };
}
