using QuantumTrader.Exchanges.Feeds;

namespace QuantumTrader.Exchanges.Tests.Feeds;

/// <summary>The recordings themselves: what is read must be all that is there.</summary>
public sealed class SharedKlinesTests
{
    [Theory]
    [InlineData("futures-2025-06", 9, 298_080, 0, 0)]
    [InlineData("spot-1h-2022-2024", 3, 65_301, 3, 3)]
    [InlineData("bybit-5m-2025-04", 5, 38_880, 0, 0)]
    [InlineData("spot-2022-05-luna-crash", 3, 43_200, 0, 0)]
    [InlineData("futures-2025-05-uptrend", 15, 216_000, 0, 0)]
    public void A_set_reads_whole(string set, int symbols, int bars, int gaps, long missing)
    {
        using var source = RecordedBars.Open([SharedData.PathOf(Path.Combine("klines", set))]);
        var (count, lastEnd, lastSymbol) = (0, 0L, "");
        while (source.Take() is { } bar)
        {
            Assert.True(bar.EndTimeMs > lastEnd || (bar.EndTimeMs == lastEnd && string.CompareOrdinal(bar.Symbol, lastSymbol) > 0));
            (lastEnd, lastSymbol) = (bar.EndTimeMs, bar.Symbol);
            count++;
        }

        Assert.Equal((symbols, bars, gaps, missing), (source.Symbols.Count, count, source.Gaps, source.MissingBars));
    }
}
