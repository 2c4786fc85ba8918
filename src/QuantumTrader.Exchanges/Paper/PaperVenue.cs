using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// A futures venue made of bars. Market orders fill at the mark (the newest close), whole unless liquidity is limited, stops within the bars that follow, both with
/// slippage and a taker fee against us. Its times come from the bars, its ids are counted per symbol, and symbols share nothing but the
/// money: leaving one out changes nothing for the others while the margin suffices. There is no funding and no liquidation. Not
/// thread-safe: it has one owner.
/// </summary>
/// <remarks>An order that is refused leaves its client id free, as on Binance. One that only closes is cut to the position and then counts
/// as filled.</remarks>
public sealed class PaperVenue : IBarDrivenVenue
{
    private readonly PaperOptions _options;
    private readonly PaperMarkets _markets = new();
    private readonly PaperEvents _events = new();
    private readonly PaperAccount _account;
    private readonly PaperFees _fees;
    private readonly PaperDesk _desk;

    // As it was reported last; null when something may have changed since.
    private VenueAccount? _reported;

    /// <param name="market">Where the bars come from; a paper venue is no more trustworthy than they are.</param>
    /// <exception cref="ArgumentException">Options out of range, all of them listed.</exception>
    public PaperVenue(PaperOptions options, Provenance market = Provenance.Paper)
        : this(options, options.InitialBalance, market)
    {
    }

    private PaperVenue(PaperOptions options, decimal initialBalance, Provenance market)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException($"paper venue: {string.Join("; ", faults)}", nameof(options));
        _options = options;
        _account = new(initialBalance, options.Leverage, _markets.Busy);
        _fees = new(options);
        _desk = new(_account, _fees, _events);
        Source = Provenances.Combine(Provenance.Paper, market);
    }

    public Provenance Source { get; }

    /// <param name="symbols">Symbols that the state lists and that have one; the others have not been saved yet.</param>
    /// <exception cref="ArgumentException">Another layout, or positions of the other position mode.</exception>
    public static PaperVenue Restore(
        PaperOptions options, PaperState state, IReadOnlyList<PaperSymbolState> symbols, Provenance market = Provenance.Paper)
    {
        if (state.Version != PaperState.CurrentVersion)
            throw new ArgumentException($"paper state version {state.Version}: must be {PaperState.CurrentVersion}", nameof(state));
        var isOpen = symbols.Any(one => one.Market.Long is not null || one.Market.Short is not null || one.Market.OpenOrders.Count > 0);
        if (isOpen && state.HedgeMode != options.HedgeMode)
        {
            var rule = $"must be {options.HedgeMode} as in the options, while positions or orders are open";
            throw new ArgumentException($"paper state hedge_mode {state.HedgeMode}: {rule}", nameof(state));
        }

        var venue = new PaperVenue(options, state.InitialBalance, market);
        foreach (var saved in symbols)
        {
            venue._markets.Add(PaperMarket.Restore(saved, options));
            venue._account.Book(saved.RealizedPnl, saved.FeesPaid);
        }

        venue._events.Restore(symbols.SelectMany(saved => saved.PendingEvents));
        return venue;
    }

    public PaperState Save() => new(PaperState.CurrentVersion, _options.HedgeMode, _account.InitialBalance, [.. _markets.Symbols]);

    /// <summary>Null when the venue has seen no bar of the symbol.</summary>
    public PaperSymbolState? Save(string symbol) => _markets.Find(symbol) is { } market
        ? new(market.Save(), market.RealizedPnl, market.FeesPaid, _events.Of(symbol))
        : null;

    /// <summary>Symbols of which something changed since the last call: orders, positions, money or events. A moved mark alone is none: bars tell it again.</summary>
    public IReadOnlyList<string> TakeChanges() => _events.TakeChanges();

    public ValueTask StartAsync(CancellationToken cancellation = default) => ValueTask.CompletedTask;

    public ValueTask ApplyAsync(Bar bar, CancellationToken cancellation = default)
    {
        Apply(bar);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="ApplyAsync"/>
    public void Apply(Bar bar)
    {
        _reported = null;
        var market = _markets.Find(bar.Symbol);
        if (market is not null && bar.OpenTimeMs < market.AsOfMs)
            return;
        var listed = _options.Listed(bar.Symbol);
        if (market is null)
        {
            market = new(bar.Symbol, listed ?? PaperInstruments.Learn(null, bar), new(bar.Symbol, _options.EndedOrdersKept));
            _markets.Add(market);
        }
        else if (listed is null)
        {
            market.Rules = PaperInstruments.Learn(market.Rules, bar);
        }

        while (StopTrigger.Next(bar, market) is { } trigger)
        {
            // The margin is judged at the price of that moment, not at the close before it.
            market.Mark = trigger.Price;
            _desk.Fill(market, trigger.Order, trigger.Price, bar.CloseTimeMs);
        }

        market.Mark = bar.Close;
        market.AsOfMs = bar.EndTimeMs;
        _markets.Follow(market);
    }

    public ValueTask<VenueAccount> GetAccountAsync(CancellationToken cancellation = default) => ValueTask.FromResult(_reported ??= Report());

    public ValueTask<InstrumentRules?> GetInstrumentAsync(string symbol, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_markets.Find(symbol)?.Rules ?? _options.Listed(symbol));

    public ValueTask<OrderReport> PlaceAsync(OrderRequest order, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(order.ClientOrderId);
        _reported = null;
        return ValueTask.FromResult(Place(order));
    }

    public ValueTask<OrderReport> CancelAsync(string symbol, string clientOrderId, CancellationToken cancellation = default)
    {
        var market = _markets.Find(symbol);
        if (market?.Orders.Find(clientOrderId) is not { } order)
        {
            var unknown = new OrderRequest(symbol, clientOrderId, OrderSide.Buy, OrderType.Market, null);
            return ValueTask.FromResult(Refused(unknown, OrderRejection.UnknownOrder, market?.AsOfMs ?? _markets.NewestMs));
        }

        if (order.Status != OrderStatus.New)
            return ValueTask.FromResult(order with { Rejection = OrderRejection.OrderNotOpen });
        _reported = null;
        var ended = _desk.End(market, order with { Status = OrderStatus.Canceled, UpdatedMs = market.AsOfMs });
        _markets.Follow(market);
        return ValueTask.FromResult(ended);
    }

    public ValueTask<OrderReport?> FindAsync(string symbol, string clientOrderId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_markets.Find(symbol)?.Orders.Find(clientOrderId));

    public ValueTask<IReadOnlyList<VenueEvent>> GetEventsAsync(CancellationToken cancellation = default) => ValueTask.FromResult(_events.Pending);

    public ValueTask ConfirmEventsAsync(int count, CancellationToken cancellation = default)
    {
        _events.Confirm(count);
        return ValueTask.CompletedTask;
    }

    private VenueAccount Report()
    {
        var money = _account.Count();
        var positions = new List<VenuePosition>();
        var orders = new List<OrderReport>();
        for (var i = 0; i < _markets.Busy.Count; i++)
        {
            var market = _markets.Busy[i];
            market.Report(_options.Leverage, positions);
            orders.AddRange(market.Orders.Open);
        }

        return new VenueAccount(
            money.WalletBalance, money.Available, money.UnrealizedPnl, money.FeesPaid, money.RealizedPnl, _options.HedgeMode, positions, orders,
            _markets.Marks, _markets.NewestMs);
    }

    private OrderReport Place(OrderRequest request)
    {
        var market = _markets.Find(request.Symbol);
        if (market?.Orders.Find(request.ClientOrderId) is { } existing)
            return existing;
        if (Check(request, market) is { } rejection)
        {
            var refused = Refused(request, rejection, market?.AsOfMs ?? _markets.NewestMs);
            _events.Add(new VenueOrderEvent(request.Symbol, refused.UpdatedMs, refused));
            return refused;
        }

        var accepted = market!.Orders.Accept(request, market.AsOfMs);
        _events.Add(new VenueOrderEvent(market.Symbol, accepted.UpdatedMs, accepted));
        var placed = request.Type == OrderType.Market ? _desk.Fill(market, accepted, market.Mark, market.AsOfMs) : accepted;
        _markets.Follow(market);
        return placed;
    }

    private OrderRejection? Check(OrderRequest request, PaperMarket? market)
    {
        if (request.ClientOrderId.Length > PaperOrderCheck.MaxClientOrderIdLength)
            return OrderRejection.ClientOrderIdTooLong;
        if (market is null)
            return _options.Listed(request.Symbol) is null ? OrderRejection.UnknownSymbol : OrderRejection.NoMarketPrice;
        if (PaperOrderCheck.Check(request, market, _options.HedgeMode) is { } rejection)
            return rejection;
        if (request.Type != OrderType.Market || PaperFill.Of(request, market, market.Mark, _fees) is not { } fill)
            return null;
        return _account.Covers(fill) ? null : OrderRejection.InsufficientMargin;
    }

    private static OrderReport Refused(OrderRequest request, OrderRejection rejection, long timeMs) =>
        new(request, "", OrderStatus.Rejected, 0, null, 0, 0, rejection, timeMs);
}
