using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>
/// Opens positions on the paper venue, each with its stop, when the entry rule or the operator asks for one and none is open. An entry and its stop are one act: what has been opened is
/// protected, whatever the switches say by then.
/// </summary>
internal sealed class EntryDesk(StageContext context, ExecutionOptions options, IBarDrivenVenue venue, IEntryRule? rule, ExecutionMetrics metrics)
{
    // What an operator asked for longer ago than this is not what the market is like now.
    private static readonly TimeSpan RequestLife = TimeSpan.FromMinutes(5);

    private readonly EntryGate _gate = new(context.Store);
    private readonly BarMemory _memory = new(context);

    // What the rule said to the newest bar of each symbol. A step that failed is repeated, and the rule sees a bar once.
    private readonly Dictionary<string, (long EndTimeMs, EntrySignal? Signal)> _said = new(StringComparer.Ordinal);

    /// <summary>Goes on where the last process stopped: the venue and the rule see again what they had seen. Nothing is opened on the way.</summary>
    /// <returns>The newest bar; null when there was none.</returns>
    public async ValueTask<KlineRecord?> RestoreAsync(CancellationToken cancellation)
    {
        // All reads first: the engine may fail among them, and the rule must not see a bar twice.
        var seen = await _memory.ReadAsync(cancellation);
        foreach (var record in seen)
            await venue.ApplyAsync(record.Bar, cancellation);
        foreach (var record in seen)
            rule?.OnBar(record.Bar);
        return seen.Count > 0 ? seen[^1] : null;
    }

    /// <summary>Notes which bars have been played, before they are acknowledged.</summary>
    public ValueTask SaveAsync(CancellationToken cancellation) => _memory.WriteAsync(cancellation);

    /// <summary>Lets the bar happen at the venue, then asks the rule. A bar that was played before changes nothing.</summary>
    public async ValueTask PlayAsync(Bar bar, CancellationToken cancellation)
    {
        if (!_memory.IsNews(bar))
            return;
        await venue.ApplyAsync(bar, cancellation);
        if (Ask(bar) is { } signal
            && await OpenAsync(EntryOrders.IdOf(bar), bar.Symbol, signal, options.EntryStopPct, bar.EndTimeMs, isFromBar: true, cancellation) is { } refusal)
        {
            context.Log.LogInformation("{Symbol}: not opened: {Refusal}", bar.Symbol, refusal);
        }

        _memory.Note(bar);
    }

    /// <summary>Opens what an operator asked for.</summary>
    /// <returns>Why it was not sent to the venue; null when it was.</returns>
    public async ValueTask<EntryRefusal?> OpenAsync(EntryRequestRecord request, CancellationToken cancellation)
    {
        if (context.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(request.RequestedMs) > RequestLife)
            return EntryRefusal.StaleRequest;
        var signal = new EntrySignal(request.Side, request.Quantity, request.StopPrice);
        return await OpenAsync(
            EntryOrders.IdOf(request), request.Symbol, signal, options.FallbackStopPct, request.RequestedMs, isFromBar: false, cancellation);
    }

    private EntrySignal? Ask(Bar bar)
    {
        if (!_said.TryGetValue(bar.Symbol, out var last) || last.EndTimeMs != bar.EndTimeMs)
            _said[bar.Symbol] = last = (bar.EndTimeMs, rule?.OnBar(bar));
        return last.Signal;
    }

    private async ValueTask<EntryRefusal?> OpenAsync(
        string id, string symbol, EntrySignal signal, decimal stopDistance, long askedMs, bool isFromBar, CancellationToken cancellation)
    {
        try
        {
            // Asked for again after a crash or a loss: its order, and its position, are its own.
            if (await venue.FindAsync(symbol, EntryOrders.OpenId(id), cancellation) is { } earlier)
            {
                await ProtectAsync(id, signal, stopDistance, earlier, cancellation);
                return null;
            }

            var account = await venue.GetAccountAsync(cancellation);
            if (account.Positions.Any(position => position.Symbol == symbol))
                return EntryRefusal.PositionOpen;
            if (await venue.GetInstrumentAsync(symbol, cancellation) is not { } rules || !account.Marks.TryGetValue(symbol, out var mark))
                return EntryRefusal.NoMarketPrice;

            // The bar is from before a crash; the venue has gone on since, and its price is not what the rule saw.
            if (isFromBar && mark.AsOfMs != askedMs)
                return EntryRefusal.StaleRequest;
            if (await _gate.RefuseAsync(symbol, askedMs, cancellation) is { } refusal)
                return refusal;
            var opened = await venue.PlaceAsync(EntryOrders.Open(id, symbol, signal, mark.Price, rules, options), cancellation);
            await ProtectAsync(id, signal, stopDistance, opened, cancellation);
        }
        catch (VenueOutcomeUnknownException unanswered)
        {
            // Not sent again. Whatever position came of it is found, and protected, by the sweep over the account.
            metrics.UnknownOutcomes.Add();
            context.Log.LogError("{Symbol}: entry of unknown outcome: {Problem}", symbol, unanswered.Message);
        }

        return null;
    }

    private async ValueTask ProtectAsync(
        string id, EntrySignal signal, decimal stopDistance, OrderReport opened, CancellationToken cancellation)
    {
        var symbol = opened.Request.Symbol;
        if (opened.AveragePrice is not { } entryPrice || opened.FilledQuantity == 0)
        {
            context.Log.LogWarning("open {Symbol} {Side}: {Rejection}", symbol, signal.Side, opened.Rejection);
            return;
        }

        if (await venue.FindAsync(symbol, EntryOrders.StopId(id), cancellation) is not null
            || await venue.GetInstrumentAsync(symbol, cancellation) is not { } rules)
        {
            return;
        }

        var stop = EntryOrders.Protect(id, symbol, signal.Side, signal.StopPrice, entryPrice, stopDistance, rules, options.PaperHedgeMode);
        var protecting = await venue.PlaceAsync(stop, cancellation);
        if (protecting is { Status: OrderStatus.Rejected, Rejection: not OrderRejection.ClosePositionWithoutPosition })
            await CloseNakedAsync(id, symbol, signal.Side, opened.FilledQuantity, protecting.Rejection, cancellation);
    }

    // A position whose stop the venue refuses is closed at once: it is never left naked.
    private async ValueTask CloseNakedAsync(
        string id, string symbol, PositionSide side, decimal quantity, OrderRejection? rejection, CancellationToken cancellation)
    {
        context.Log.LogError("{Symbol}: the stop was refused ({Rejection}); the position is closed", symbol, rejection);
        var close = new OrderRequest(
            symbol, "qc" + id, OrderSides.ToClose(side), OrderType.Market, quantity, ReduceOnly: true,
            PositionSide: options.PaperHedgeMode ? side : null);
        var closed = await venue.PlaceAsync(close, cancellation);
        if (closed.Status == OrderStatus.Rejected)
            context.Log.LogCritical("{Symbol}: the position has no stop and could not be closed: {Rejection}", symbol, closed.Rejection);
    }
}
