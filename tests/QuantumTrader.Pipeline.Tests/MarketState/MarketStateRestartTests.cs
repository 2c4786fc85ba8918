using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.MarketState;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.MarketState;

/// <summary>A stage that comes back has the window that it left.</summary>
public sealed class MarketStateRestartTests
{
    private static readonly HashKey<MarketStateRecord> Hash = new(Keys.MarketStatePrefix + Bench.Btc);
    private static readonly MarketStateOptions Options = new() { Symbols = SymbolList.Of(Bench.Btc) };

    [Theory]
    [InlineData(100)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(390)]
    public async Task Restart_ReadsAsIfItHadNeverStopped(int cut)
    {
        await using var bench = new Bench();
        var bars = Bars.Simulated(400);
        await FeedAsync(bench, await StartAsync(bench), bars.Take(cut));

        // Some bars come while the stage is away: they are in the history and on the stream.
        foreach (var bar in bars.Skip(cut).Take(5))
            await Bars.FeedAsync(bench, bar);
        await FeedAsync(bench, await StartAsync(bench), bars.Skip(cut + 5));

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal(RecordOf(bars), record with { BufferSize = RecordOf(bars).BufferSize });
        Assert.Equal(0, bench.Log.Count("missing"));
    }

    [Fact]
    public async Task WarmStart_PublishesAtOnce()
    {
        await using var bench = new Bench();
        var bars = Bars.Simulated(300);
        foreach (var bar in bars)
            await Bars.FeedAsync(bench, bar);

        await StartAsync(bench);

        Assert.Equal(RecordOf(bars), await bench.ReadAsync(Hash));
    }

    [Fact]
    public async Task WarmStart_LeavesTheHistoryOfAnOlderFeedAlone()
    {
        await using var bench = new Bench();
        foreach (var old in Bars.Simulated(20, BarInterval.OneHour))
            await AddHistoryAsync(bench, old with { OpenTimeMs = old.OpenTimeMs - (40 * 3_600_000L) });
        var bars = Bars.Simulated(301);
        foreach (var bar in bars.Take(300))
            await AddHistoryAsync(bench, bar);

        await FeedAsync(bench, await StartAsync(bench), bars.Skip(300));

        Assert.Equal(RecordOf(bars), await bench.ReadAsync(Hash));
    }

    private static Task<MarketStateStage> StartAsync(Bench bench, MarketStateOptions? options = null) =>
        Bench.StartAsync(new MarketStateStage(bench.Context, options ?? Options));

    private static async Task FeedAsync(Bench bench, MarketStateStage stage, IEnumerable<Bar> bars)
    {
        foreach (var bar in bars)
        {
            await Bars.FeedAsync(bench, bar);
            await Bench.RunAsync(stage);
        }
    }

    private static async Task AddHistoryAsync(Bench bench, Bar bar) => await bench.Context.Store.AddToSeriesAsync(
        Keys.History(bar.Symbol, bar.Interval), bar.OpenTimeMs, new KlineRecord(bar, Provenance.Paper));

    private static MarketStateRecord RecordOf(IEnumerable<Bar> bars)
    {
        var list = bars.ToList();
        var estimator = new MarketStateEstimator(new MarketStateTheta());
        foreach (var bar in list)
            estimator.Add((double)bar.Close);
        Assert.True(estimator.TryRead(out var reading));
        return MarketStateRecord.Of(reading, list[^1].EndTimeMs / 1000, estimator.Count, list[^1].Interval, Provenance.Paper);
    }
}
