using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Tests.Entries;

/// <summary>Bars of seeded walks on a coarse grid, so that equal highs and lows are frequent.</summary>
internal static class EntryBars
{
    public static Bar At(string symbol, int minute, decimal high, decimal low, decimal close) =>
        new(symbol, BarInterval.OneMinute, minute * 60_000L, Open: close, high, low, close, Volume: 1);

    public static List<Bar> Walk(long seed, string symbol, int count)
    {
        var random = SeededRandom.For(seed, symbol);
        var bars = new List<Bar>(count);
        var close = 1000m;
        for (var minute = 0; minute < count; minute++)
        {
            close = Math.Max(10, close + random.NextInt(9) - 4);
            bars.Add(At(symbol, minute, close + random.NextInt(4), close - random.NextInt(4), close));
        }

        return bars;
    }

    /// <summary>The bars of several symbols in the order of time.</summary>
    public static IEnumerable<Bar> Together(params IEnumerable<Bar>[] symbols) =>
        symbols.SelectMany(bars => bars).OrderBy(bar => bar.OpenTimeMs);
}
