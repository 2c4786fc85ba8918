using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Exchanges.Paper;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>Opens positions on the paper venue, each with its stop, when the entry rule or the operator asks for one and none is open.</summary>
internal sealed class EntryDesk(StageContext context, ExecutionOptions options, IEntryRule? rule)
{
    // What an operator asked for longer ago than this is not what the market is like now.
    private static readonly TimeSpan RequestLife = TimeSpan.FromMinutes(5);

    private readonly PaperOptions _paper = new()
    {
        InitialBalance = options.PaperBalanceUsd,
        TakerFeeBps = options.PaperTakerFeeBps,
        SlippageBps = options.PaperSlippageBps,
        Leverage = options.PaperLeverage,
        HedgeMode = options.PaperHedgeMode,
    };

    private readonly PaperMemory _memory = new(context);
    private PaperVenue? _venue;

    public PaperVenue Venue => _venue ??= new PaperVenue(_paper);

    /// <summary>Some bar has been played, by this process or the one before it.</summary>
    public bool KnowsPrices { get; private set; }

    /// <summary>
    /// Goes on where the last process stopped: the venue and the rule see again what they had seen. Nothing is opened on the way, since nothing was
    /// opened then that the account does not hold.
    /// </summary>
    public async ValueTask RestoreAsync(CancellationToken cancellation)
    {
        // All reads first: the engine may fail among them, and the rule must not see a bar twice.
        var (account, seen) = await _memory.ReadAsync(cancellation);
        if (account is not null)
            _venue = PaperVenue.Restore(_paper, account);
        KnowsPrices |= account is { Markets.Count: > 0 };
        foreach (var bar in seen)
        {
            Venue.Apply(bar);
            KnowsPrices = true;
            rule?.OnBar(bar);
        }
    }

    /// <param name="untold">Events of the venue that have not been published yet; a restart publishes them.</param>
    public ValueTask SaveAsync(IReadOnlyCollection<VenueEvent> untold, CancellationToken cancellation) =>
        _memory.WriteAsync(Venue.Save() with { PendingEvents = [.. untold] }, cancellation);

    /// <summary>Notes which bars have been played, before they are acknowledged.</summary>
    public ValueTask SaveSeenAsync(CancellationToken cancellation) => _memory.WriteSeenAsync(cancellation);

    /// <summary>Lets the bar happen at the venue, then asks the rule. A bar that was played before changes nothing.</summary>
    public async ValueTask PlayAsync(Bar bar, CancellationToken cancellation)
    {
        if (!_memory.IsNews(bar))
            return;
        Venue.Apply(bar);
        KnowsPrices = true;
        if (rule?.OnBar(bar) is { } signal)
            await OpenAsync(EntryOrders.IdOf(bar), bar.Symbol, signal, options.EntryStopPct, cancellation);
    }

    /// <summary>Opens what an operator asked for.</summary>
    /// <returns>Why it was not sent to the venue; null when it was.</returns>
    public async ValueTask<EntryRefusal?> OpenAsync(EntryRequestRecord request, CancellationToken cancellation)
    {
        if (context.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(request.RequestedMs) > RequestLife)
            return EntryRefusal.StaleRequest;

        // Delivered again after it was carried out: its position is its own.
        if (await Venue.FindAsync(request.Symbol, EntryOrders.OpenId(EntryOrders.IdOf(request)), cancellation) is not null)
            return null;
        var signal = new EntrySignal(request.Side, request.Quantity, request.StopPrice);
        return await OpenAsync(EntryOrders.IdOf(request), request.Symbol, signal, options.FallbackStopPct, cancellation);
    }

    private async ValueTask<EntryRefusal?> OpenAsync(
        string id, string symbol, EntrySignal signal, decimal stopDistance, CancellationToken cancellation)
    {
        var account = await Venue.GetAccountAsync(cancellation);
        if (account.Positions.Any(position => position.Symbol == symbol))
            return EntryRefusal.PositionOpen;
        if (await Venue.GetInstrumentAsync(symbol, cancellation) is not { } rules || !account.Marks.TryGetValue(symbol, out var mark))
            return EntryRefusal.NoMarketPrice;

        var opened = await Venue.PlaceAsync(EntryOrders.Open(id, symbol, signal, mark.Price, rules, options), cancellation);
        if (opened.AveragePrice is not { } entryPrice || opened.FilledQuantity == 0)
        {
            context.Log.LogWarning("open {Symbol} {Side}: {Rejection}", symbol, signal.Side, opened.Rejection);
            return null;
        }

        var stop = EntryOrders.Protect(id, symbol, signal.Side, signal.StopPrice, entryPrice, stopDistance, rules, options.PaperHedgeMode);
        var protecting = await Venue.PlaceAsync(stop, cancellation);
        if (protecting.Status == OrderStatus.Rejected)
            await CloseNakedAsync(id, symbol, signal.Side, opened.FilledQuantity, protecting.Rejection, cancellation);
        return null;
    }

    // A position whose stop the venue refuses is closed at once: it is never left naked.
    private async ValueTask CloseNakedAsync(
        string id, string symbol, PositionSide side, decimal quantity, OrderRejection? rejection, CancellationToken cancellation)
    {
        context.Log.LogError("{Symbol}: the stop was refused ({Rejection}); the position is closed", symbol, rejection);
        var close = new OrderRequest(
            symbol, "qc" + id, OrderSides.ToClose(side), OrderType.Market, quantity, ReduceOnly: true,
            PositionSide: options.PaperHedgeMode ? side : null);
        var closed = await Venue.PlaceAsync(close, cancellation);
        if (closed.Status == OrderStatus.Rejected)
            context.Log.LogCritical("{Symbol}: the position has no stop and could not be closed: {Rejection}", symbol, closed.Rejection);
    }
}
