using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// Series of records by score.
public abstract partial class EngineContract
{
    [Fact]
    public async Task Series_ReadsTheNewestByScore_OldestFirst()
    {
        await using var engine = await OpenAsync();
        var key = new SeriesKey<Sample>(NewKey(), KeepNewest: 10);
        Assert.Empty(await engine.Store.ReadSeriesAsync(key, 5));
        foreach (var score in new long[] { 3, 1, 5, 2, 4 })
            await engine.Store.AddToSeriesAsync(key, score, Sample.Numbered(score));

        Assert.Equal([3, 4, 5], EpochsOf(await engine.Store.ReadSeriesAsync(key, 3)));
        Assert.Equal([1, 2, 3, 4, 5], EpochsOf(await engine.Store.ReadSeriesAsync(key, 100)));
    }

    [Fact]
    public async Task Series_SameScore_Replaces()
    {
        await using var engine = await OpenAsync();
        var key = new SeriesKey<Sample>(NewKey(), KeepNewest: 10);
        await engine.Store.AddToSeriesAsync(key, 1, Sample.Numbered(1));
        await engine.Store.AddToSeriesAsync(key, 2, Sample.Numbered(2));
        await engine.Store.AddToSeriesAsync(key, 1, Sample.Numbered(1) with { Price = 7.5 });
        await engine.Store.AddToSeriesAsync(key, 2, Sample.Numbered(2));

        var records = await engine.Store.ReadSeriesAsync(key, 10);

        Assert.Equal([7.5, 102.5], records.Select(record => record.Value!.Price));
    }

    [Fact]
    public async Task Series_BeyondItsLimit_DropsTheOldest()
    {
        await using var engine = await OpenAsync();
        var key = new SeriesKey<Sample>(NewKey(), KeepNewest: 3);
        for (var score = 1; score <= 6; score++)
            await engine.Store.AddToSeriesAsync(key, score, Sample.Numbered(score));
        await engine.Store.AddToSeriesAsync(key, 2, Sample.Numbered(2));

        Assert.Equal([4, 5, 6], EpochsOf(await engine.Store.ReadSeriesAsync(key, 10)));
    }

    [Fact]
    public async Task Series_BrokenRecord_IsUnreadableAmongTheOthers()
    {
        await using var engine = await OpenAsync();
        var name = NewKey();
        await engine.Store.AddToSeriesAsync(new SeriesKey<Sample>(name, 10), 1, Sample.Numbered(1));
        await engine.Store.AddToSeriesAsync(new SeriesKey<RawFields>(name, 10), 2, RawFields.SampleWith("price", "NaN"));

        var records = await engine.Store.ReadSeriesAsync(new SeriesKey<Sample>(name, 10), 10);

        Assert.Equal(2, records.Count);
        Assert.Equal(1, records[0].Value?.Epoch);
        Assert.Equal((name, "price", "NaN"), (records[1].Error?.Key, records[1].Error?.Field, records[1].Error?.Text));
    }

    private static IEnumerable<long> EpochsOf(IEnumerable<Stored<Sample>> records) => records.Select(record => record.Value!.Epoch);
}
