using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// Compare and consume several keys together.
public abstract partial class EngineContract
{
    [Fact]
    public async Task Consume_AllAsExpected_TakesAll()
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);

        var outcome = await engine.Store.ConsumeTogetherAsync(permits);

        Assert.True(outcome.Consumed);
        Assert.Empty(outcome.Blocking);
        Assert.Equal(0, await CountAsync(engine, permits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Consume_OneMissing_TouchesNoneAndNamesIt(int missing)
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);
        await engine.Store.DeleteAsync(permits[missing].Key);

        var outcome = await engine.Store.ConsumeTogetherAsync(permits);

        Assert.False(outcome.Consumed);
        Assert.Equal([permits[missing].Key], outcome.Blocking);
        Assert.Equal(2, await CountAsync(engine, permits));
    }

    [Fact]
    public async Task Consume_Different_TouchesNoneAndNamesThemInOrder()
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);
        await engine.Store.SetTextAsync(permits[0].Key, permits[0].Value + " ", Long);
        await engine.Store.SetTextAsync(permits[2].Key, "", Long);

        var outcome = await engine.Store.ConsumeTogetherAsync(permits);

        Assert.False(outcome.Consumed);
        Assert.Equal([permits[0].Key, permits[2].Key], outcome.Blocking);
        Assert.Equal(3, await CountAsync(engine, permits));
    }

    [Fact]
    public async Task Consume_KeyOfAnotherType_Blocks()
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);
        var hash = NewHash();
        await engine.Store.SetAsync(hash, Sample.Numbered(1), timeToLive: null);

        var outcome = await engine.Store.ConsumeTogetherAsync([.. permits, new(hash.Name, "")]);

        Assert.False(outcome.Consumed);
        Assert.Equal([hash.Name], outcome.Blocking);
        Assert.Equal(3, await CountAsync(engine, permits));
    }

    [Fact]
    public async Task Consume_Expired_Blocks()
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);
        await engine.Store.SetTextAsync(permits[1].Key, permits[1].Value, Short);
        await PassTimeAsync(Short);

        Assert.Equal([permits[1].Key], (await engine.Store.ConsumeTogetherAsync(permits)).Blocking);
    }

    [Fact]
    public async Task Consume_Nothing_IsRefused()
    {
        await using var engine = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () => await engine.Store.ConsumeTogetherAsync([]));
    }

    [Fact]
    public async Task Consume_ManyAtOnce_OneWins()
    {
        await using var engine = await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var permits = await PutPermitsAsync(engine);

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20)
                .Select(_ => Task.Run(async () => await engine.Store.ConsumeTogetherAsync(permits))));

            Assert.Single(outcomes, outcome => outcome.Consumed);
            Assert.Equal(0, await CountAsync(engine, permits));
        }
    }

    [Fact]
    public async Task ConsumeAndMark_AllAsExpected_TakesAllAndLeavesTheMark()
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);
        var mark = new ConsumeMark(NewKey(), "été {\"a\":1}", Short);

        var outcome = await engine.Store.ConsumeTogetherAsync(permits, mark);

        Assert.True(outcome.Consumed);
        Assert.Empty(outcome.Blocking);
        Assert.Equal(0, await CountAsync(engine, permits));
        Assert.Equal(mark.Text, (await engine.Store.GetTextAsync(mark.Key)).Value);
        await PassTimeAsync(Short);
        Assert.True((await engine.Store.GetTextAsync(mark.Key)).IsMissing);
    }

    [Fact]
    public async Task ConsumeAndMark_WithoutALife_StandsWithoutEnd()
    {
        await using var engine = await OpenAsync();
        var mark = new ConsumeMark(NewKey(), "", TimeToLive: null);

        Assert.True((await engine.Store.ConsumeTogetherAsync(await PutPermitsAsync(engine), mark)).Consumed);

        Assert.Equal(KeyLife.WithoutEnd, await engine.Store.GetLifeAsync(mark.Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ConsumeAndMark_OneMissing_LeavesNoMark(int missing)
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);
        await engine.Store.DeleteAsync(permits[missing].Key);
        var mark = new ConsumeMark(NewKey(), "mark", Long);

        var outcome = await engine.Store.ConsumeTogetherAsync(permits, mark);

        Assert.False(outcome.Consumed);
        Assert.Equal([permits[missing].Key], outcome.Blocking);
        Assert.Equal(2, await CountAsync(engine, permits));
        Assert.True((await engine.Store.GetTextAsync(mark.Key)).IsMissing);
    }

    [Fact]
    public async Task ConsumeAndMark_AMarkThatStands_Blocks()
    {
        await using var engine = await OpenAsync();
        var permits = await PutPermitsAsync(engine);
        var mark = new ConsumeMark(NewKey(), "second", Long);
        await engine.Store.SetTextAsync(mark.Key, "first", Long);

        var outcome = await engine.Store.ConsumeTogetherAsync(permits, mark);

        Assert.False(outcome.Consumed);
        Assert.Equal([mark.Key], outcome.Blocking);
        Assert.Equal(3, await CountAsync(engine, permits));
        Assert.Equal("first", (await engine.Store.GetTextAsync(mark.Key)).Value);
    }

    [Fact]
    public async Task ConsumeAndMark_Nothing_IsRefused()
    {
        await using var engine = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await engine.Store.ConsumeTogetherAsync([], new ConsumeMark(NewKey(), "mark", Long)));
    }

    private static async Task<KeyValuePair<string, string>[]> PutPermitsAsync(IEngine engine)
    {
        var plan = NewKey();
        KeyValuePair<string, string>[] permits = [new(plan + ":governor", "g"), new(plan + ":p33", "{\"granted\":true}"), new(plan + ":p26", "h")];
        foreach (var (key, text) in permits)
            await engine.Store.SetTextAsync(key, text, Long);
        return permits;
    }

    private static async Task<int> CountAsync(IEngine engine, KeyValuePair<string, string>[] permits)
    {
        var count = 0;
        foreach (var (key, _) in permits)
            count += (await engine.Store.GetLifeAsync(key)).Exists ? 1 : 0;
        return count;
    }
}
