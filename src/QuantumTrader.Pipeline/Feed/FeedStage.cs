using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Feed;

/// <summary>Publishes bars: on the stream, as history for warm starts, and as the newest price. All bars that end at one instant go out together.</summary>
public sealed class FeedStage : IFiniteStage
{
    // Contract section 5.
    private static readonly TimeSpan TickerLife = TimeSpan.FromSeconds(60);

    // How often the consumers are asked whether they have finished.
    private static readonly TimeSpan QuietCheckEvery = TimeSpan.FromMilliseconds(1);

    private readonly StageContext _context;
    private readonly IBarSource _source;
    private readonly FeedPace _pace;
    private readonly PipelineQuiet _quiet;
    private readonly Dictionary<(string Symbol, int Minutes), SeriesKey<KlineRecord>> _histories = [];
    private readonly List<KlineRecord> _instant = [];
    private bool _mayBeBusy;

    public FeedStage(StageContext context, IBarSource source, FeedPace pace)
    {
        _context = context;
        _source = source;
        _pace = pace;
        _quiet = new PipelineQuiet(context);
    }

    public string Name => StageNames.Feed;

    public IReadOnlyList<string> Inputs => [];

    public bool IsFinished => _source.Peek() is null && _instant.Count == 0 && !_mayBeBusy;

    public long BarsPublished { get; private set; }

    /// <summary>End of the next bars; in lockstep, when to ask again whether the consumers have finished.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            if (_pace == FeedPace.Lockstep)
                return _context.Time.GetUtcNow() + QuietCheckEvery;
            return _source.Peek() is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next.EndTimeMs) : null;
        }
    }

    public ValueTask StartAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        // At its own pace the feed waits for the consumers once, after the last bar: its end may be the end of the run.
        if (_mayBeBusy && (_pace == FeedPace.Lockstep || (_instant.Count == 0 && _source.Peek() is null)))
        {
            if (!await _quiet.IsQuietAsync(cancellation))
                return false;
            _mayBeBusy = false;
        }

        // What could not be published for want of the engine is still here, and goes first.
        if (_instant.Count == 0 && !TakeInstant())
            return false;
        await PublishAsync(cancellation);
        BarsPublished += _instant.Count;
        _instant.Clear();
        _mayBeBusy = true;
        return true;
    }

    private bool TakeInstant()
    {
        if (_source.Peek() is not { } first)
            return false;
        if (_pace == FeedPace.Clock && first.EndTimeMs > _context.Time.GetUtcNow().ToUnixTimeMilliseconds())
            return false;
        while (_source.Peek() is { } bar && bar.EndTimeMs == first.EndTimeMs)
            _instant.Add(new KlineRecord(_source.Take()!, _source.Source));
        return true;
    }

    private async ValueTask PublishAsync(CancellationToken cancellation)
    {
        // All writes of the instant share round trips; the stream last, since its entries make the others read.
        var writes = new List<ValueTask>(2 * _instant.Count);
        foreach (var record in _instant)
        {
            var bar = record.Bar;
            writes.Add(_context.Store.AddToSeriesAsync(HistoryOf(bar), bar.OpenTimeMs, record, cancellation));
            var ticker = new TickerRecord(bar.Close, Bid: null, Ask: null, bar.EndTimeMs, record.Source);
            writes.Add(_context.Store.SetAsync(Keys.Ticker(bar.Symbol), ticker, TickerLife, cancellation));
        }

        foreach (var write in writes)
            await write;
        foreach (var record in _instant)
            await _context.Bus.AppendAsync(Keys.Klines, record, cancellation);
    }

    private SeriesKey<KlineRecord> HistoryOf(Bar bar)
    {
        var name = (bar.Symbol, bar.Interval.Minutes);
        if (!_histories.TryGetValue(name, out var key))
            _histories[name] = key = Keys.History(bar.Symbol, bar.Interval);
        return key;
    }
}
