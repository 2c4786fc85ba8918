using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.MarketState;

/// <summary>P0.5: closed bars in, market state of each symbol out. Missing bars publish nothing.</summary>
public sealed class MarketStateStage : ICycleStage
{
    private const string Group = "market_state";

    // A reader may miss two renewals before the state is gone. Contract section 1.
    private const int LifeInIntervals = 3;

    private readonly StageContext _context;
    private readonly MarketStateOptions _options;
    private readonly StreamConsumer<KlineRecord>? _bars;
    private readonly SyntheticCandles? _candles;
    private readonly Dictionary<string, SymbolWindow> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KlineRecord> _newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _publishedEpoch = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashKey<MarketStateRecord>> _keys = new(StringComparer.Ordinal);
    private readonly Action<KlineRecord> _take;
    private readonly MarketStateMetrics _metrics;
    private readonly int _neededCloses;
    private int _lastPublished;

    public MarketStateStage(StageContext context, MarketStateOptions options)
    {
        _context = context;
        _options = options;
        _take = Take;
        _metrics = new MarketStateMetrics(context.Metrics);
        var theta = new MarketStateTheta { Trend = new TrendTheta { Method = options.TrendMethod } };
        _neededCloses = theta.NeededCloses;
        foreach (var symbol in options.Symbols)
        {
            _metrics.Declare(symbol);
            _windows[symbol] = new SymbolWindow(theta, options.MaxGapBars);
            _keys[symbol] = new HashKey<MarketStateRecord>(options.Prefix + symbol);
        }

        if (options.Source == MarketStateSource.Synthetic)
            _candles = new SyntheticCandles(options.Symbols, options.Seed, options.WindowSizeBars);
        else
            _bars = new StreamConsumer<KlineRecord>(context.Bus, Keys.Klines, new Consumer(Group, Group), GroupStart.End, context.Time, context.Log);
    }

    public string Name => StageNames.MarketState;

    public IReadOnlyList<string> Inputs => _bars is null ? [] : [_bars.Stream];

    public DateTimeOffset? NextDue => _candles?.NextDue;

    public CycleReport LastCycle
    {
        get
        {
            var waiting = _options.Symbols.Where(symbol => _windows[symbol].Reading is null)
                .Select(symbol => $"{symbol}: {_windows[symbol].Closes} of {_neededCloses} closes").ToList();
            return new CycleReport(_lastPublished, _options.Symbols.Count - _lastPublished - waiting.Count, waiting);
        }
    }

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        if (_bars is null)
            return;

        // The group first, then the history: a bar that arrives in between is in both, and is taken once.
        await _bars.StartAsync(cancellation);
        foreach (var symbol in _options.Symbols)
            await WarmUpAsync(symbol, cancellation);
        await PublishAsync(cancellation);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        if (_bars is not null)
            return await _bars.StepAsync(_take, PublishAsync, cancellation) > 0;

        var candles = _candles!.TakeDue(_context.Time.GetUtcNow(), _options.PublishIntervalSeconds);
        foreach (var candle in candles)
            Take(candle);
        if (candles.Count > 0)
            await PublishAsync(cancellation);
        return candles.Count > 0;
    }

    // A feed that once had another bar length left its history behind: the one that reaches furthest is the one that goes on.
    private async ValueTask WarmUpAsync(string symbol, CancellationToken cancellation)
    {
        IReadOnlyList<KlineRecord> furthest = [];
        foreach (var interval in BarInterval.All)
        {
            var records = await ReadHistoryAsync(symbol, interval, cancellation);
            if (records.Count > 0 && (furthest.Count == 0 || records[^1].Bar.EndTimeMs > furthest[^1].Bar.EndTimeMs))
                furthest = records;
        }

        foreach (var record in furthest)
            Take(record);
    }

    private async ValueTask<IReadOnlyList<KlineRecord>> ReadHistoryAsync(string symbol, BarInterval interval, CancellationToken cancellation)
    {
        var records = new List<KlineRecord>();
        foreach (var stored in await _context.Store.ReadSeriesAsync(Keys.History(symbol, interval), _options.WindowSizeBars, cancellation))
        {
            if (stored.Error is { } error)
                _context.Log.LogError("bar left out: {Error}", error);
            else
                records.Add(stored.Value!);
        }

        return records;
    }

    private void Take(KlineRecord record)
    {
        var bar = record.Bar;
        if (!_windows.TryGetValue(bar.Symbol, out var window))
            return;
        var decision = window.Take(bar);
        _metrics.Count(bar.Symbol, decision, bar.EndTimeMs);
        if (decision.MissingBars > 0)
            _context.Log.LogWarning("{Symbol}: {Missing} bars missing before the one of {OpenTime}: {Verdict}", bar.Symbol, decision.MissingBars, OpenTimeOf(bar), decision.Verdict.ToCode());
        if (decision.IsTaken)
            _newest[bar.Symbol] = record;
        else if (decision.Verdict != BarVerdict.Duplicate)
            _context.Log.LogError("{Symbol}: bar of {OpenTime} refused: {Verdict}", bar.Symbol, OpenTimeOf(bar), decision.Verdict.ToCode());
    }

    private static string OpenTimeOf(Bar bar) => DateTimeOffset.FromUnixTimeMilliseconds(bar.OpenTimeMs).ToString("yyyy-MM-dd'T'HH:mm'Z'");

    private async ValueTask PublishAsync(CancellationToken cancellation)
    {
        // All are on their way before the first is awaited.
        var writes = new List<(string Symbol, long EndEpoch, ValueTask Write)>(_newest.Count);
        foreach (var symbol in _options.Symbols)
        {
            if (!_newest.TryGetValue(symbol, out var newest))
                continue;
            var window = _windows[symbol];
            if (window.Reading is not { } reading)
                continue;
            if (!_publishedEpoch.TryGetValue(symbol, out var last) || window.EndEpoch - last >= IntervalSeconds(window))
                writes.Add((symbol, window.EndEpoch, PublishAsync(symbol, window, reading, newest, cancellation)));
        }

        foreach (var (symbol, endEpoch, write) in writes)
        {
            await write;
            _publishedEpoch[symbol] = endEpoch;
        }

        _newest.Clear();
        _lastPublished = writes.Count;
    }

    private async ValueTask PublishAsync(
        string symbol, SymbolWindow window, MarketStateReading reading, KlineRecord newest, CancellationToken cancellation)
    {
        var record = MarketStateRecord.Of(reading, window.EndEpoch, window.Closes, window.Interval, newest.Source);
        var life = TimeSpan.FromSeconds(LifeInIntervals * Math.Max(_options.PublishIntervalSeconds, window.Interval.Duration.TotalSeconds));
        var entry = new MarketStateEntry(
            symbol, record.TrendStrength, record.Sigma, record.Mu, record.Regimes.Dominant(), window.EndEpoch, newest.Source);

        // The hash first, since the entry makes readers look at it.
        var write = _context.Store.SetAsync(_keys[symbol], record, life, cancellation);
        var append = _context.Bus.AppendAsync(Keys.MarketStates, entry, cancellation);
        await write;
        await append;
    }

    // A new bar is the only news: an interval shorter than the bars changes nothing.
    private double IntervalSeconds(SymbolWindow window) => Math.Max(_options.PublishIntervalSeconds, window.Interval.Duration.TotalSeconds);
}
