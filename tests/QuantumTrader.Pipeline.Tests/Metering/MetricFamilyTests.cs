using System.Text;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.Tests.Metering;

public sealed class MetricFamilyTests
{
    private readonly MetricSet _metrics = new("families");

    [Fact]
    public void Series_ComeInTheOrderOfTheirLabels_WhateverTheyWereMadeIn()
    {
        var gauge = new GaugeFamily(_metrics, "a", "Help.", "symbol", "action");
        foreach (var (symbol, action) in ((string, string)[])[("B", "x"), ("A", "y"), ("A", "x")])
            gauge.Set(1, symbol, action);

        Assert.Equal(["symbol=\"A\",action=\"x\" 1", "symbol=\"A\",action=\"y\" 1", "symbol=\"B\",action=\"x\" 1"], Read(gauge));
    }

    [Fact]
    public void Replace_LeavesNothingOfWhatWasThere()
    {
        var gauge = new GaugeFamily(_metrics, "a", "Help.", "rank", "symbol");
        gauge.Set(9, "1", "BTCUSDT");
        gauge.Set(4, "2", "ETHUSDT");

        gauge.Replace([KeyValuePair.Create<string[], double>(["1", "ETHUSDT"], 5)]);

        Assert.Equal(["rank=\"1\",symbol=\"ETHUSDT\" 5"], Read(gauge));
        gauge.Replace([]);
        Assert.Empty(Read(gauge));
    }

    [Fact]
    public void Show_RemovesWhatIsNotKnown()
    {
        var gauge = new GaugeFamily(_metrics, "a", "Help.", "symbol");
        gauge.Show(1, "BTCUSDT");
        gauge.Show(null, "BTCUSDT");

        Assert.Empty(Read(gauge));
        Assert.Null(gauge.Value("BTCUSDT"));
    }

    [Fact]
    public void Counter_WithoutLabels_StandsAtZero_AndOneThatFollowsDoesNot()
    {
        var own = new CounterFamily(_metrics, "own_total", "Help.");
        var followed = CounterFamily.Following(_metrics, "followed_total", "Help.");
        Assert.Equal([" 0"], Read(own));
        Assert.Empty(Read(followed));

        followed.Follow(null);
        Assert.Empty(Read(followed));
        followed.Follow(2.5);
        Assert.Equal([" 2.5"], Read(followed));
    }

    [Fact]
    public void WrongNumberOfLabels_IsRefused() => Assert.Throws<ArgumentException>(() => new GaugeFamily(_metrics, "a", "Help.", "symbol").Set(1));

    [Fact]
    public async Task CountsFromManyThreads_AreAllThere()
    {
        var counter = new CounterFamily(_metrics, "a_total", "Help.", "symbol");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                counter.Add($"S{i % 10}");
                Read(counter);
            }
        })));

        Assert.Equal(Enumerable.Range(0, 10).Select(symbol => $"symbol=\"S{symbol}\" 800"), Read(counter));
    }

    private static List<string> Read(MetricFamily family)
    {
        var lines = new Lines();
        family.Read(lines);
        return lines.All;
    }

    private sealed class Lines : ISeriesReader
    {
        public List<string> All { get; } = [];

        public void Number(SeriesLabels labels, double value) => All.Add(FormattableString.Invariant($"{Encoding.UTF8.GetString(labels.Text.Span)} {value}"));

        public void Spread(SeriesLabels labels, HistogramSnapshot values) => throw new NotSupportedException("no histogram here");
    }
}
