using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;
using static QuantumTrader.Exchanges.Tests.Feeds.KlineFolder;

namespace QuantumTrader.Exchanges.Tests.Feeds;

public sealed class RecordedBarsTests : IDisposable
{
    private readonly KlineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal static List<Bar> Drain(IBarSource source)
    {
        var bars = new List<Bar>();
        while (source.Peek() is { } next)
        {
            Assert.Same(next, source.Take());
            bars.Add(next);
        }

        Assert.Null(source.Take());
        return bars;
    }

    private static string Told(Bar bar) => $"{bar.Symbol}@{(bar.OpenTimeMs - Bars.StartMs) / 60_000}";

    [Fact]
    public void Symbols_merge_by_end_time_and_then_by_name()
    {
        _folder.Write("B-1m.csv", Flat(0, 1, 3));
        _folder.WriteGzip("A-1m.csv.gz", Flat(1, 2, 3));
        _folder.Write("AB-1m.csv", Flat(0, 1));
        using var source = RecordedBars.Open([_folder.Root]);
        Assert.Equal((Provenance.Replay, 1), (source.Source, source.Interval.Minutes));
        Assert.Equal(["A", "AB", "B"], source.Symbols);
        Assert.Equal(["AB@0", "B@0", "A@1", "AB@1", "B@1", "A@2", "A@3", "B@3"], Drain(source).Select(Told));
        Assert.Equal((1, 1L), (source.Gaps, source.MissingBars));
    }

    [Fact]
    public void Files_of_one_symbol_in_sequence_are_joined_in_time_order()
    {
        _folder.Write("X-1m-a.csv", Flat(5, 6));
        _folder.Write("X-1m-b.csv", Flat(0, 1));
        using var source = RecordedBars.Open([_folder.Root]);
        Assert.Equal(["X"], source.Symbols);
        Assert.Equal(["X@0", "X@1", "X@5", "X@6"], Drain(source).Select(Told));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, new[] { 0, 1 })]
    [InlineData(new[] { 0, 1, 2 }, new[] { 2, 3 })]
    [InlineData(new[] { 0, 1, 9 }, new[] { 4, 5 })]
    public void Files_of_one_symbol_that_overlap_are_refused_with_both_names(int[] one, int[] other)
    {
        _folder.Write("X-1m-a.csv", Flat(one));
        _folder.Write("X-1m-b.csv", Flat(other));
        var error = Assert.Throws<BarSourceException>(() =>
        {
            using var source = RecordedBars.Open([_folder.Root]);
            Drain(source);
        });
        Assert.Contains("X-1m-a.csv", error.Message);
        Assert.Contains("X-1m-b.csv", error.Message);
        Assert.Contains("overlaps in time", error.Message);
    }

    [Fact]
    public void Two_intervals_are_refused_with_both_names()
    {
        _folder.Write("A-1m.csv", Flat(0, 1));
        _folder.Write("B.csv", "open_time,open,high,low,close,volume\n1699999200000,1,1,1,1,1\n1699999500000,1,1,1,1,1\n");
        var error = Assert.Throws<BarSourceException>(() => RecordedBars.Open([_folder.Root]));
        Assert.Contains("B.csv: has the interval 5m", error.Message);
        Assert.Contains("A-1m.csv has 1m", error.Message);
    }

    [Fact]
    public void A_fault_comes_after_every_bar_before_it_and_stays()
    {
        _folder.Write("X-1m.csv", Flat([.. Enumerable.Range(0, 100)]) + Line(100, close: "oops") + "\n" + Line(101) + "\n");
        using var source = RecordedBars.Open([_folder.Root]);
        for (var i = 0; i < 100; i++)
            Assert.NotNull(source.Take());
        Assert.Equal(102, Assert.Throws<BarSourceException>(() => source.Peek()).Line);
        Assert.Equal(102, Assert.Throws<BarSourceException>(() => source.Take()).Line);
    }
}
