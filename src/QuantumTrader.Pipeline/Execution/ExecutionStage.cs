using QuantumTrader.Domain;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution.Orders;
using QuantumTrader.Pipeline.Execution.Paper;
using QuantumTrader.Pipeline.Execution.Stops;
using QuantumTrader.Pipeline.Execution.Telling;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>
/// The home of the venue connection, and the only stage that places orders: those that passed every gate, the stop of every position, and on the paper venue what the entry rule and the
/// operator ask for. Publishes what the venue says: account, orders, fills.
/// </summary>
public sealed class ExecutionStage : IStage
{
    private const string Group = "execution";

    // An order is never put aside as undeliverable: taking it in cannot fail, and how often it was delivered says how often this process was stopped.
    private static readonly ConsumerOptions OrderOptions = new() { MaxDeliveries = int.MaxValue };

    private readonly StageContext _context;
    private readonly IVenue _venue;
    private readonly EntryDesk? _entries;
    private readonly OrderDesk _desk;
    private readonly ProtectionSweep _protection;
    private readonly AccountPublisher _accounts;
    private readonly VenueNews _news;
    private readonly StreamConsumer<KlineRecord> _bars;
    private readonly StreamConsumer<EntryRequestRecord> _requests;
    private readonly StreamConsumer<ExecutionOrderRecord> _orders;
    private readonly List<KlineRecord> _played = [];
    private readonly List<EntryRequestRecord> _asked = [];
    private readonly List<(StreamId Entry, ExecutionOrderRecord Order)> _ordered = [];
    private readonly List<StreamId> _done = [];
    private readonly Action<KlineRecord> _addBar;
    private readonly Action<StreamId, ExecutionOrderRecord> _addOrder;
    private Provenance _source;
    private KlineRecord? _newest;
    private bool _knowsPrices;

    public ExecutionStage(StageContext context, ExecutionOptions options, IEntryRule? rule)
        : this(context, options, rule, new DurablePaperVenue(context.Store, PaperSettings.Of(options)))
    {
    }

    /// <param name="rule">Asked only where the venue is made of bars: on a live venue nothing here opens a position.</param>
    internal ExecutionStage(StageContext context, ExecutionOptions options, IEntryRule? rule, IVenue venue)
    {
        (_context, _venue, _source) = (context, venue, venue.Source);
        Metrics = new ExecutionMetrics(context.Metrics);
        var journal = new OrderJournal(context.Store);
        var sender = new OrderSender(context, venue, journal, Metrics);
        var stops = new StopDesk(context, venue, journal, sender, options.MaxStopReplacePerMinute);
        _entries = venue is IBarDrivenVenue driven ? new EntryDesk(context, options, driven, rule, Metrics) : null;
        _desk = new OrderDesk(
            context, options.MaxOrderAgeSeconds, venue, journal, sender, new CloseDesk(venue, sender, journal, options.MaxParts), stops,
            new OrderResults(context, journal));
        _protection = new ProtectionSweep(context, options, venue, journal, sender, stops, new NakedTime(context, Metrics.Unprotected));
        _accounts = new AccountPublisher(context, venue, options.AccountRefreshSeconds);
        _news = new VenueNews(context, venue, journal, Metrics);

        (_addBar, _addOrder) = (_played.Add, (entry, order) => _ordered.Add((entry, order)));
        var consumer = new Consumer(Group, Group);
        _bars = new StreamConsumer<KlineRecord>(context.Bus, Keys.Klines, consumer, GroupStart.End, context.Time, context.Log);
        _requests = new StreamConsumer<EntryRequestRecord>(context.Bus, Keys.PaperEntries, consumer, GroupStart.Beginning, context.Time, context.Log);
        _orders = new StreamConsumer<ExecutionOrderRecord>(
            context.Bus, Keys.ExecutionOrders, consumer, GroupStart.Beginning, context.Time, context.Log, OrderOptions);
    }

    public string Name => StageNames.Execution;

    public IReadOnlyList<string> Inputs => [_bars.Stream, _orders.Stream, _requests.Stream];

    public DateTimeOffset? NextDue
    {
        get
        {
            // A venue without prices has nothing to tell yet, and nothing to look after.
            if (!_knowsPrices)
                return null;
            var due = _accounts.NextDue;
            due = _desk.NextDue is { } looked && looked < due ? looked : due;
            return _protection.NextDue is { } naked && naked < due ? naked : due;
        }
    }

    public ExecutionMetrics Metrics { get; }

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _bars.StartAsync(cancellation);
        await _requests.StartAsync(cancellation);
        await _orders.StartAsync(cancellation);
        await _venue.StartAsync(cancellation);
        if (_entries is not null && await _entries.RestoreAsync(cancellation) is { } newest)
            (_newest, _source) = (newest, Provenances.Combine(_venue.Source, newest.Source));
        _knowsPrices = (await _venue.GetAccountAsync(cancellation)).Marks.Count > 0;
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            var worked = await TakeAsync(cancellation);
            var isDue = NextDue <= _context.Time.GetUtcNow();
            if (!worked && !isDue)
                return false;
            await ActAsync(cancellation);
            await PublishAsync(cancellation);
            await Together.AllAsync(
                _bars.AcknowledgeAsync(cancellation), _requests.AcknowledgeAsync(cancellation), _orders.AcknowledgeAsync(_done, cancellation));
            return true;
        }
        catch
        {
            _bars.Abandon();
            _requests.Abandon();
            _orders.Abandon();
            _desk.Abandon();
            throw;
        }
        finally
        {
            _played.Clear();
            _asked.Clear();
            _ordered.Clear();
            _done.Clear();
        }
    }

    private async ValueTask<bool> TakeAsync(CancellationToken cancellation)
    {
        if ((await Together.AllAsync(_bars.TakeAsync(_addBar, cancellation), _orders.TakeAsync(_addOrder, cancellation))).Sum() > 0)
            return true;

        // A wish that was there before the first bars would be refused for want of a price, and among bars of the past it would be filled at a price of the past: it waits until they
        // have been played. It waits for orders too.
        return _knowsPrices && !IsBehind() && await _requests.TakeAsync(_asked.Add, cancellation) > 0;
    }

    // By now another bar should be there, with half its length for the way. A recording is its own present.
    private bool IsBehind() =>
        _newest is { Source: not Provenance.Replay, Bar: var bar } && _context.NowMs - bar.EndTimeMs > bar.Interval.Milliseconds * 3 / 2;

    // Bars first: an order is filled at the newest price there is.
    private async ValueTask ActAsync(CancellationToken cancellation)
    {
        foreach (var record in _played)
        {
            _source = Provenances.Combine(_venue.Source, record.Source);
            _newest = _newest is { } known && known.Bar.EndTimeMs > record.Bar.EndTimeMs ? known : record;
            _knowsPrices = true;
            if (_entries is not null)
                await _entries.PlayAsync(record.Bar, cancellation);
        }

        _done.AddRange(await _desk.LookAgainAsync(cancellation));
        foreach (var (entry, order) in _ordered)
        {
            if (await _desk.HandleAsync(entry, order, cancellation))
                _done.Add(entry);
        }

        foreach (var request in _asked)
        {
            if (_entries is not null && await _entries.OpenAsync(request, cancellation) is { } refusal)
                await TellAsync(request, refusal, cancellation);
        }
    }

    // The account before the events: whoever is woken by an event finds an account that already knows of it.
    private async ValueTask PublishAsync(CancellationToken cancellation)
    {
        var account = await _venue.GetAccountAsync(cancellation);
        if (await _protection.RunAsync(account, cancellation))
            account = await _venue.GetAccountAsync(cancellation);
        await _accounts.PublishAsync(account, _source, cancellation);
        await _news.TellAsync(account, _source, cancellation);

        // A bar has moved the mark of an open position; what it closed has told so by its fill.
        var moved = new List<ValueTask<StreamId>>();
        foreach (var symbol in account.Positions.Select(position => position.Symbol).Intersect(_played.Select(record => record.Bar.Symbol)))
        {
            var mark = account.Marks[symbol];
            moved.Add(_context.Bus.AppendAsync(Keys.VenueEvents, VenueEventRecord.Account(symbol, mark.Price, mark.AsOfMs, _source), cancellation));
        }

        foreach (var told in moved)
            await told;

        if (_played.Count > 0 && _entries is not null)
            await _entries.SaveAsync(cancellation);
    }

    private async ValueTask TellAsync(EntryRequestRecord request, EntryRefusal refusal, CancellationToken cancellation)
    {
        var told = new VenueEventRecord(
            VenueEventKind.Order, request.Symbol, OrderId: null, EntryOrders.OpenId(EntryOrders.IdOf(request)), TradeId: null,
            OrderSides.ToOpen(request.Side), OrderType.Market, OrderStatus.Rejected, request.Quantity, Price: null, request.StopPrice, Fee: null,
            RealizedPnl: null, refusal.ToCode(), _context.NowMs, _source);
        await _context.Bus.AppendAsync(Keys.VenueEvents, told, cancellation);
    }
}
