using System.Globalization;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Benchmarks.Soak;

/// <summary>Bars of many symbols as a recording has them, many times as fast as they were made: each symbol swings around its price, so that positions open, climb and end.</summary>
internal sealed class SoakFeed(IEngine engine, int symbols)
{
    private const int HistoryBars = 320;
    private const int SwingBars = 60;
    private const double Swing = 0.02;
    private static readonly TimeSpan s_tickerLife = TimeSpan.FromSeconds(60);

    private readonly long _startMs = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 60_000 * 60_000) - (2000 * 60_000L);

    public IReadOnlyList<string> Symbols { get; } = [.. Enumerable.Range(0, symbols).Select(i => string.Create(CultureInfo.InvariantCulture, $"S{i:D3}USDT"))];

    /// <summary>The past of every symbol.</summary>
    public async Task WriteHistoryAsync()
    {
        for (var symbol = 0; symbol < symbols; symbol++)
            await Task.WhenAll(Enumerable.Range(0, HistoryBars).Select(number => AddAsync(Bar(symbol, number))));
    }

    /// <summary>The next bar of one symbol, as the feed writes it.</summary>
    /// <param name="number">From 0, after the history.</param>
    public async Task PublishAsync(int symbol, int number)
    {
        var bar = Bar(symbol, HistoryBars + number);
        await AddAsync(bar);
        await engine.Store.SetAsync(Keys.Ticker(bar.Symbol), new TickerRecord(bar.Close, Bid: null, Ask: null, bar.EndTimeMs, Provenance.Replay), s_tickerLife);
        await engine.Bus.AppendAsync(Keys.Klines, new KlineRecord(bar, Provenance.Replay));
    }

    private Task AddAsync(Bar bar) =>
        engine.Store.AddToSeriesAsync(Keys.History(bar.Symbol, bar.Interval), bar.OpenTimeMs, new KlineRecord(bar, Provenance.Replay)).AsTask();

    private Bar Bar(int symbol, int number)
    {
        var (open, close) = (Price(symbol, number), Price(symbol, number + 1));
        return new Bar(
            Symbols[symbol], BarInterval.OneMinute, _startMs + (number * 60_000L), open, Math.Max(open, close), Math.Min(open, close), close, Volume: 1 + (number % 7));
    }

    // Neighbouring bars differ in more than the wave, else they would have no volatility of their own.
    private static decimal Price(int symbol, int number)
    {
        var wave = Math.Sin(2 * Math.PI * (number + (7 * symbol)) / SwingBars);
        var ripple = ((((number * 7919) + (symbol * 104_729)) % 1000) - 500) / 500.0;
        return decimal.Round((decimal)(100 * (1 + (Swing * wave) + (0.001 * ripple))), 4);
    }
}
