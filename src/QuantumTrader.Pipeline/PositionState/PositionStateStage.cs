using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Inputs;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>P3.3: the one writer of positions. Merges the venue's account (truth), its events, and the bars that positions live through.</summary>
public sealed class PositionStateStage : IStage
{
    private const string Group = "position_state";

    // Contract sections 5.1 and 5.2.
    private static readonly TimeSpan PositionLife = TimeSpan.FromSeconds(3600);
    private static readonly TimeSpan PortfolioLife = TimeSpan.FromSeconds(120);

    private readonly StageContext _context;
    private readonly PositionStateOptions _options;
    private readonly StreamConsumer<VenueEventRecord> _events;
    private readonly StreamConsumer<KlineRecord> _bars;
    private readonly SigmaReader _sigmas;
    private readonly ProblemLog _problems;
    private readonly Dictionary<string, PriceExtremes> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Bar>> _ahead = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _due = new(StringComparer.Ordinal);
    private DateTimeOffset _nextRefresh = DateTimeOffset.MinValue;
    private bool _hasSeenAll;

    public PositionStateStage(StageContext context, PositionStateOptions options)
    {
        _context = context;
        _options = options;
        _sigmas = new SigmaReader(context.Store, options.MarketStatePrefix);
        _problems = new ProblemLog(context.Log);
        var consumer = new Consumer(Group, Group);
        _events = new StreamConsumer<VenueEventRecord>(context.Bus, Keys.VenueEvents, consumer, GroupStart.End, context.Time, context.Log);
        _bars = new StreamConsumer<KlineRecord>(context.Bus, Keys.Klines, consumer, GroupStart.End, context.Time, context.Log);
    }

    public string Name => StageNames.PositionState;

    public IReadOnlyList<string> Inputs => [_events.Stream, _bars.Stream];

    public DateTimeOffset? NextDue => _nextRefresh;

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await _events.StartAsync(cancellation);
        await _bars.StartAsync(cancellation);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            // Events first: the bar that an event tells of was on its stream before, so every bar up to the event is seen below.
            var worked = await _events.TakeAsync(record => _due.Add(record.Symbol), cancellation) > 0;
            while (await _bars.TakeAsync(Keep, cancellation) > 0)
                worked = true;

            var now = _context.Time.GetUtcNow();
            var refresh = now >= _nextRefresh;
            if (_due.Count > 0 || refresh)
                await WriteAsync(refresh, cancellation);
            if (refresh)
                _nextRefresh = now + TimeSpan.FromSeconds(_options.RefreshSeconds);
            await _events.AcknowledgeAsync(cancellation);
            await _bars.AcknowledgeAsync(cancellation);
            return worked || refresh;
        }
        catch
        {
            _events.Abandon();
            _bars.Abandon();
            throw;
        }
    }

    private void Keep(KlineRecord record)
    {
        if (!_open.ContainsKey(record.Bar.Symbol))
            return;
        if (!_ahead.TryGetValue(record.Bar.Symbol, out var bars))
            _ahead[record.Bar.Symbol] = bars = [];
        bars.Add(record.Bar);
    }

    // A bar counts once the venue's mark has come as far: a peak of this bar beside a price of the last one would be of no moment at all.
    private PriceExtremes Include(PriceExtremes extremes, string symbol, VenueMark mark)
    {
        if (_ahead.TryGetValue(symbol, out var bars))
        {
            foreach (var bar in bars.Where(bar => bar.EndTimeMs <= mark.AsOfMs))
                extremes = extremes.Include(bar);
            bars.RemoveAll(bar => bar.EndTimeMs <= mark.AsOfMs);
        }

        return extremes.Include(mark.Price);
    }

    private async ValueTask WriteAsync(bool refresh, CancellationToken cancellation)
    {
        var stored = await _context.Store.GetAsync(VenueDocuments.Account, cancellation);
        if (stored.Error is { } error)
            _problems.Report("account", "account_unreadable", error.ToString());
        if (stored.Value is not { } published)
        {
            // Without the venue's word nothing is known of the positions: what was written before runs out by its own life.
            _due.Clear();
            return;
        }

        var age = Freshness.AgeSec(published.Source, published.TsEpoch, _context.NowEpoch, published.TsEpoch);
        if (age > _options.MaxAccountAgeSeconds)
        {
            _problems.Report("account", "account_stale", $"{age} s old");
            _due.Clear();
            return;
        }

        _problems.Clear("account");
        if (refresh)
            _due.UnionWith(published.Account.Positions.Select(position => position.Symbol).Concat(_open.Keys));

        // A position may have ended while nobody looked: once, every symbol that the venue knows is compared with what was written of it.
        if (refresh && !_hasSeenAll)
            _due.UnionWith(published.Account.Marks.Keys);
        var due = _due.ToList();
        foreach (var symbol in due)
            await WriteAsync(symbol, published, cancellation);
        await _context.Store.SetAsync(
            Keys.Portfolio, PositionView.Portfolio(published.Account, published.Source), PortfolioLife, cancellation);
        _due.Clear();
        _hasSeenAll |= refresh;
    }

    private async ValueTask WriteAsync(string symbol, PublishedAccount published, CancellationToken cancellation)
    {
        var account = published.Account;
        var positions = account.Positions.Where(position => position.Symbol == symbol).ToList();
        if (positions.Count > 1)
        {
            // One key a symbol cannot hold two positions, and netting them would invent one that is not there.
            _problems.Report(symbol, "hedged_position", "long and short are open at once; neither is published");
            return;
        }

        if (positions is not [var position])
        {
            await WriteFlatAsync(symbol, published, cancellation);
            return;
        }

        if (!account.Marks.TryGetValue(symbol, out var mark))
        {
            _problems.Report(symbol, "mark_missing", "the venue's account has a position and no price for it");
            return;
        }

        _problems.Clear(symbol);
        var extremes = Include(await ExtremesAsync(position, mark, cancellation), symbol, mark);
        _open[symbol] = extremes;
        var record = PositionView.Open(position, extremes, account, mark, published.Source);
        var write = _context.Store.SetAsync(Keys.Position(symbol), record, PositionLife, cancellation);
        var snapshot = new PositionSnapshotRecord(record, await _sigmas.ReadAsync(symbol, cancellation));
        await _context.Bus.AppendAsync(Keys.PositionSnapshots, snapshot, cancellation);
        await write;
    }

    private async ValueTask WriteFlatAsync(string symbol, PublishedAccount published, CancellationToken cancellation)
    {
        _problems.Clear(symbol);
        var stored = await _context.Store.GetAsync(Keys.Position(symbol), cancellation);
        if (!_open.ContainsKey(symbol) && (stored.IsMissing || stored.Value is { IsFlat: true }))
            return;
        var record = PositionView.Flat(symbol, published.Account, published.Source);
        await _context.Store.SetAsync(Keys.Position(symbol), record, PositionLife, cancellation);
        await _context.Bus.AppendAsync(Keys.PositionSnapshots, new PositionSnapshotRecord(record, Sigma: null), cancellation);
        _open.Remove(symbol);
        _ahead.Remove(symbol);
    }

    // Peak and trough outlive this process in the position's own hash; the bars of the time in between are in the history.
    private async ValueTask<PriceExtremes> ExtremesAsync(VenuePosition position, VenueMark mark, CancellationToken cancellation)
    {
        if (_open.TryGetValue(position.Symbol, out var known) && known.IsOf(position.Side, position.OpenedMs))
            return known;
        var opened = PriceExtremes.Opened(position.Side, position.OpenedMs, position.EntryPrice);
        var stored = await _context.Store.GetAsync(Keys.Position(position.Symbol), cancellation);
        if (stored.Error is { } error)
            _context.Log.LogError("{Symbol}: peak and trough start anew: {Error}", position.Symbol, error);
        if (stored.Value is { } earlier && earlier.Side == position.Side && earlier.OpenedEpoch == position.OpenedMs / 1000)
            opened = opened with { Peak = earlier.PeakPrice, Trough = earlier.TroughPrice };
        return mark.AsOfMs > position.OpenedMs ? await IncludeHistoryAsync(opened, position.Symbol, mark, cancellation) : opened;
    }

    private async ValueTask<PriceExtremes> IncludeHistoryAsync(
        PriceExtremes extremes, string symbol, VenueMark mark, CancellationToken cancellation)
    {
        foreach (var interval in BarInterval.All)
        {
            var history = Keys.History(symbol, interval);
            foreach (var stored in await _context.Store.ReadSeriesAsync(history, history.KeepNewest, cancellation))
            {
                if (stored.Error is { } error)
                    _context.Log.LogError("{Symbol}: bar left out of peak and trough: {Error}", symbol, error);
                else if (stored.Value!.Bar.EndTimeMs <= mark.AsOfMs)
                    extremes = extremes.Include(stored.Value.Bar);
            }
        }

        return extremes;
    }
}
