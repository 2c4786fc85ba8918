using QuantumTrader.Domain;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution;

/// <summary>
/// The home of the venue connection. Feeds the bars to the paper venue, opens what the entry rule and the operator ask for, each with its stop, and
/// publishes what the venue says: account, orders, fills.
/// </summary>
public sealed class ExecutionStage : IStage
{
    private const string Group = "execution";

    // Contract section 5.
    private static readonly TimeSpan AccountLife = TimeSpan.FromSeconds(120);

    private readonly StageContext _context;
    private readonly EntryDesk _desk;
    private readonly StreamConsumer<KlineRecord> _bars;
    private readonly StreamConsumer<EntryRequestRecord> _requests;
    private readonly List<KlineRecord> _taken = [];
    private readonly List<EntryRequestRecord> _asked = [];

    // What the venue told and nobody else knows yet. The venue tells it once: it stays here until it is published.
    private readonly Queue<VenueEvent> _untold = [];
    private Provenance _source = Provenance.Paper;

    public ExecutionStage(StageContext context, ExecutionOptions options, IEntryRule? rule)
    {
        _context = context;
        _desk = new EntryDesk(context, options, rule);
        var consumer = new Consumer(Group, Group);
        _bars = new StreamConsumer<KlineRecord>(context.Bus, Keys.Klines, consumer, GroupStart.End, context.Time, context.Log);
        _requests = new StreamConsumer<EntryRequestRecord>(context.Bus, Keys.PaperEntries, consumer, GroupStart.Beginning, context.Time, context.Log);
    }

    public string Name => StageNames.Execution;

    public IReadOnlyList<string> Inputs => [_bars.Stream, _requests.Stream];

    public DateTimeOffset? NextDue => null;

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _bars.StartAsync(cancellation);
        await _requests.StartAsync(cancellation);
        await _desk.RestoreAsync(cancellation);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            var seen = await _bars.TakeAsync(_taken.Add, cancellation);

            // A wish that was there before the first bars would be refused for want of a price: it waits until they have been played.
            if (seen == 0 && _desk.KnowsPrices)
                seen = await _requests.TakeAsync(_asked.Add, cancellation);
            if (seen == 0)
                return false;
            foreach (var record in _taken)
            {
                _source = Provenances.Combine(Provenance.Paper, record.Source);
                await _desk.PlayAsync(record.Bar, cancellation);
            }

            foreach (var request in _asked)
            {
                if (await _desk.OpenAsync(request, cancellation) is { } refusal)
                    await TellAsync(request, refusal, cancellation);
            }

            await PublishAsync(cancellation);
            await _bars.AcknowledgeAsync(cancellation);
            await _requests.AcknowledgeAsync(cancellation);
            return true;
        }
        catch
        {
            _bars.Abandon();
            _requests.Abandon();
            throw;
        }
        finally
        {
            _taken.Clear();
            _asked.Clear();
        }
    }

    private async ValueTask TellAsync(EntryRequestRecord request, EntryRefusal refusal, CancellationToken cancellation)
    {
        var told = new VenueEventRecord(
            VenueEventKind.Order, request.Symbol, OrderId: null, EntryOrders.OpenId(EntryOrders.IdOf(request)), TradeId: null,
            OrderSides.ToOpen(request.Side), OrderType.Market, OrderStatus.Rejected, request.Quantity, Price: null, request.StopPrice, Fee: null,
            RealizedPnl: null, refusal.ToCode(), _context.Time.GetUtcNow().ToUnixTimeMilliseconds(), _source);
        await _context.Bus.AppendAsync(Keys.VenueEvents, told, cancellation);
    }

    // The account before the events: whoever is woken by an event finds an account that already knows of it.
    private async ValueTask PublishAsync(CancellationToken cancellation)
    {
        var account = await _desk.Venue.GetAccountAsync(cancellation);
        foreach (var happened in await _desk.Venue.TakeEventsAsync(cancellation))
            _untold.Enqueue(happened);
        var instruments = new Dictionary<string, InstrumentRules>(StringComparer.Ordinal);
        foreach (var symbol in account.Positions.Select(position => position.Symbol))
        {
            if (await _desk.Venue.GetInstrumentAsync(symbol, cancellation) is { } rules)
                instruments[symbol] = rules;
        }

        var published = new PublishedAccount(account.AsOfMs / 1000, _source, account, instruments);
        await _context.Store.SetAsync(VenueDocuments.Account, published, AccountLife, cancellation);
        await TellAsync(cancellation);

        // A bar has moved the mark of an open position; what it closed has told so by its fill.
        foreach (var symbol in account.Positions.Select(position => position.Symbol).Intersect(_taken.Select(record => record.Bar.Symbol)))
        {
            var mark = account.Marks[symbol];
            await _context.Bus.AppendAsync(Keys.VenueEvents, VenueEventRecord.Account(symbol, mark.Price, mark.AsOfMs, _source), cancellation);
        }

        await _desk.SaveSeenAsync(cancellation);
    }

    // Written with the events before they are told and without them after: a crash in between tells them twice, never not at all.
    private async ValueTask TellAsync(CancellationToken cancellation)
    {
        if (_untold.Count == 0)
            return;
        await _desk.SaveAsync(_untold, cancellation);
        while (_untold.TryPeek(out var happened))
        {
            await _context.Bus.AppendAsync(Keys.VenueEvents, VenueEvents.ToRecord(happened, _source), cancellation);
            _untold.Dequeue();
        }

        await _desk.SaveAsync(_untold, cancellation);
    }
}
