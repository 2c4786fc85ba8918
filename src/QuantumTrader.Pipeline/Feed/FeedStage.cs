using Microsoft.Extensions.Logging;
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
    private readonly List<ValueTask> _writes = [];
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

    public bool IsFinished => _source.Peek() is null && !_mayBeBusy;

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
        if (_pace == FeedPace.Lockstep && _mayBeBusy)
        {
            if (!await _quiet.IsQuietAsync(cancellation))
                return false;
            _mayBeBusy = false;
        }

        if (_source.Peek() is not { } first)
            return false;
        if (_pace == FeedPace.Clock && first.EndTimeMs > _context.Time.GetUtcNow().ToUnixTimeMilliseconds())
            return false;

        await PublishInstantAsync(first.EndTimeMs, cancellation);
        _mayBeBusy = _pace == FeedPace.Lockstep;
        return true;
    }

    private async ValueTask PublishInstantAsync(long endTimeMs, CancellationToken cancellation)
    {
        while (_source.Peek() is { } bar && bar.EndTimeMs == endTimeMs)
        {
            // All writes of the instant share round trips; the stream last, since its entries make the others read.
            var record = new KlineRecord(_source.Take()!, _source.Source);
            _writes.Add(_context.Store.AddToSeriesAsync(HistoryOf(bar), bar.OpenTimeMs, record, cancellation));
            var ticker = new TickerRecord(bar.Close, Bid: null, Ask: null, bar.EndTimeMs, _source.Source);
            _writes.Add(_context.Store.SetAsync(Keys.Ticker(bar.Symbol), ticker, TickerLife, cancellation));
            _writes.Add(AppendAsync(record, cancellation));
            BarsPublished++;
        }

        foreach (var write in _writes)
            await write;
        _writes.Clear();
    }

    private async ValueTask AppendAsync(KlineRecord record, CancellationToken cancellation) =>
        await _context.Bus.AppendAsync(Keys.Klines, record, cancellation);

    private SeriesKey<KlineRecord> HistoryOf(Bar bar)
    {
        var name = (bar.Symbol, bar.Interval.Minutes);
        if (!_histories.TryGetValue(name, out var key))
            _histories[name] = key = Keys.History(bar.Symbol, bar.Interval);
        return key;
    }
}
