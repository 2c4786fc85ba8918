using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Feed;

/// <summary>Bars for tests. Bar n starts n intervals after <see cref="Bench.StartEpoch"/>.</summary>
internal static class Bars
{
    public static Bar At(
        int index, decimal open, decimal high, decimal low, decimal close, string symbol = Bench.Btc, BarInterval? interval = null)
    {
        var length = interval ?? BarInterval.OneMinute;
        return new Bar(symbol, length, (Bench.StartEpoch * 1000) + (index * length.Milliseconds), open, high, low, close, 10);
    }

    public static Bar Flat(int index, decimal price, string symbol = Bench.Btc) => At(index, price, price, price, price, symbol);

    /// <summary>A market from a seed, as it would be recorded.</summary>
    public static IReadOnlyList<Bar> Simulated(int count, BarInterval? interval = null, params string[] symbols)
    {
        string[] names = symbols.Length == 0 ? [Bench.Btc] : symbols;
        using var market = new SimulatedMarket(
            new SimulatedMarketOptions(Seed: 11, names, Bench.StartEpoch * 1000, interval ?? BarInterval.OneMinute, count));
        var bars = new List<Bar>();
        while (market.Take() is { } bar)
            bars.Add(bar);
        return bars;
    }

    /// <summary>Moves the clock to the end of the bar and writes it as the feed does: history, then stream.</summary>
    public static async Task FeedAsync(Bench bench, Bar bar, Provenance source = Provenance.Paper)
    {
        var end = DateTimeOffset.FromUnixTimeMilliseconds(bar.EndTimeMs);
        if (end > bench.Clock.GetUtcNow())
            bench.Clock.AdvanceTo(end);
        var record = new KlineRecord(bar, source);
        await bench.Context.Store.AddToSeriesAsync(Keys.History(bar.Symbol, bar.Interval), bar.OpenTimeMs, record);
        await bench.AppendAsync(Keys.Klines, record);
    }
}
