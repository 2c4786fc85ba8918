using System.Globalization;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Bench;

/// <summary>
/// A market that moves when the measurement says so: each symbol drifts upwards through its history, and each step after that is a jump that lifts an open long over its next rung.
/// Played as a recording, which ages by its own time.
/// </summary>
internal sealed class BenchMarket(IStateStore store, IStreamBus bus, int symbols, long startMs)
{
    /// <summary>More than the market state needs.</summary>
    public const int HistoryBars = 320;

    private const decimal FirstPrice = 100m;
    private const decimal Drift = 1.0002m;
    private const decimal Jump = 1.012m;
    private const decimal Fall = 0.8m;

    // A recording's prices need no life of their own here, but readers expect the key to end.
    private static readonly TimeSpan TickerLife = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, (int Bars, decimal Close)> _at = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Symbols { get; } =
        [.. Enumerable.Range(0, symbols).Select(i => string.Create(CultureInfo.InvariantCulture, $"B{i:D4}USDT"))];

    /// <summary>Writes the past of every symbol, for warm starts.</summary>
    public async Task WriteHistoryAsync(CancellationToken cancellation)
    {
        foreach (var symbol in Symbols)
        {
            var writes = new List<ValueTask>(HistoryBars);
            for (var i = 0; i < HistoryBars; i++)
            {
                var record = Next(symbol, Drift);
                writes.Add(store.AddToSeriesAsync(Keys.History(symbol, record.Bar.Interval), record.Bar.OpenTimeMs, record, cancellation));
            }

            foreach (var write in writes)
                await write;
        }
    }

    /// <summary>A bar that goes on as before.</summary>
    public ValueTask DriftAsync(string symbol, CancellationToken cancellation) => MoveAsync(symbol, Drift, cancellation);

    /// <summary>A bar that makes an act due.</summary>
    public ValueTask JumpAsync(string symbol, CancellationToken cancellation) => MoveAsync(symbol, Jump, cancellation);

    /// <summary>A bar that closes at so many times the last close.</summary>
    public ValueTask MoveAsync(string symbol, decimal factor, CancellationToken cancellation) => PublishAsync(Next(symbol, factor), cancellation);

    /// <summary>A bar that goes through every stop.</summary>
    public ValueTask FallAsync(string symbol, CancellationToken cancellation) => PublishAsync(Next(symbol, Fall), cancellation);

    private async ValueTask PublishAsync(KlineRecord record, CancellationToken cancellation)
    {
        var bar = record.Bar;
        var history = store.AddToSeriesAsync(Keys.History(bar.Symbol, bar.Interval), bar.OpenTimeMs, record, cancellation);
        var ticker = new TickerRecord(bar.Close, Bid: null, Ask: null, bar.EndTimeMs, record.Source);
        var price = store.SetAsync(Keys.Ticker(bar.Symbol), ticker, TickerLife, cancellation);
        await history;
        await price;
        await bus.AppendAsync(Keys.Klines, record, cancellation);
    }

    private KlineRecord Next(string symbol, decimal factor)
    {
        var (bars, last) = _at.GetValueOrDefault(symbol, (0, FirstPrice));
        var close = decimal.Round(last * factor, 4);
        _at[symbol] = (bars + 1, close);
        var (high, low) = (Math.Max(last, close), Math.Min(last, close));
        var bar = new Bar(symbol, BarInterval.OneMinute, startMs + (bars * BarInterval.OneMinute.Milliseconds), last, high, low, close, Volume: 1);
        return new KlineRecord(bar, Provenance.Replay);
    }
}
