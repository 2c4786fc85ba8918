using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// Time to live, set-if-absent, counters.
public abstract partial class EngineContract
{
    [Fact]
    public async Task Life_OfAbsentEndlessAndEndingKeys()
    {
        await using var engine = await OpenAsync();
        var (endless, ending) = (NewKey(), NewKey());
        await engine.Store.SetTextAsync(endless, "text", timeToLive: null);
        await engine.Store.SetTextAsync(ending, "text", Long);

        Assert.Equal(KeyLife.Absent, await engine.Store.GetLifeAsync(NewKey()));
        Assert.Equal(KeyLife.WithoutEnd, await engine.Store.GetLifeAsync(endless));
        await AssertLongLifeAsync(engine, ending);
    }

    [Fact]
    public async Task Expiry_EndsHashDocumentTextAndCounter()
    {
        await using var engine = await OpenAsync();
        var (hash, document, text, once, counter) = (NewHash(), NewDocument(), NewKey(), NewKey(), NewKey());
        await engine.Store.SetAsync(hash, Sample.Numbered(1), Short);
        await engine.Store.SetAsync(document, new SamplePermit("BTCUSDT", 1m, Granted: true), Short);
        await engine.Store.SetTextAsync(text, "text", Short);
        await engine.Store.SetTextIfAbsentAsync(once, "text", Short);
        await engine.Store.IncrementAsync(counter, 7, Short);

        await PassTimeAsync(Short);

        Assert.True((await engine.Store.GetAsync(hash)).IsMissing);
        Assert.True((await engine.Store.GetAsync(document)).IsMissing);
        Assert.True((await engine.Store.GetTextAsync(text)).IsMissing);
        Assert.True(await engine.Store.SetTextIfAbsentAsync(once, "again", timeToLive: null));
        Assert.Equal(1, await engine.Store.IncrementAsync(counter, 1, timeToLive: null));
        Assert.Equal(KeyLife.Absent, await engine.Store.GetLifeAsync(hash.Name));
        Assert.False(await engine.Store.DeleteAsync(text));
    }

    [Fact]
    public async Task Set_GivesTheNewLifeOnly()
    {
        await using var engine = await OpenAsync();
        var (hash, text) = (NewHash(), NewKey());
        await engine.Store.SetAsync(hash, Sample.Numbered(1), Short);
        await engine.Store.SetTextAsync(text, "text", Short);
        await engine.Store.SetAsync(hash, Sample.Numbered(2), timeToLive: null);
        await engine.Store.SetTextAsync(text, "text", Long);

        await PassTimeAsync(Short);

        Assert.Equal(KeyLife.WithoutEnd, await engine.Store.GetLifeAsync(hash.Name));
        Assert.Equal(2, (await engine.Store.GetAsync(hash)).Value?.Epoch);
        await AssertLongLifeAsync(engine, text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Set_WithoutPositiveLife_IsRefused(int milliseconds)
    {
        await using var engine = await OpenAsync();
        var key = NewKey();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await engine.Store.SetTextAsync(key, "text", TimeSpan.FromMilliseconds(milliseconds)));

        Assert.Equal(KeyLife.Absent, await engine.Store.GetLifeAsync(key));
    }

    [Fact]
    public async Task SetIfAbsent_TheFirstStaysWithItsLife()
    {
        await using var engine = await OpenAsync();
        var key = NewKey();

        Assert.True(await engine.Store.SetTextIfAbsentAsync(key, "first", Long));
        Assert.False(await engine.Store.SetTextIfAbsentAsync(key, "second", timeToLive: null));

        Assert.Equal("first", (await engine.Store.GetTextAsync(key)).Value);
        await AssertLongLifeAsync(engine, key);
    }

    [Fact]
    public async Task SetIfAbsent_ManyAtOnce_OneWins()
    {
        await using var engine = await OpenAsync();
        var key = NewKey();

        var won = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(i => Task.Run(async () => await engine.Store.SetTextIfAbsentAsync(key, $"{i}", Long))));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task Replace_OnlyWhatIsExpected_WithItsNewLife()
    {
        await using var engine = await OpenAsync();
        var key = NewKey();

        Assert.False(await engine.Store.ReplaceTextAsync(key, "", "first", timeToLive: null));
        Assert.Equal(KeyLife.Absent, await engine.Store.GetLifeAsync(key));

        await engine.Store.SetTextAsync(key, "first", timeToLive: null);
        Assert.False(await engine.Store.ReplaceTextAsync(key, "other", "second", Long));
        Assert.Equal(("first", KeyLife.WithoutEnd), ((await engine.Store.GetTextAsync(key)).Value, await engine.Store.GetLifeAsync(key)));

        Assert.True(await engine.Store.ReplaceTextAsync(key, "first", "second", Long));
        Assert.Equal("second", (await engine.Store.GetTextAsync(key)).Value);
        await AssertLongLifeAsync(engine, key);
        Assert.True(await engine.Store.ReplaceTextAsync(key, "second", "second", timeToLive: null));
        Assert.Equal(KeyLife.WithoutEnd, await engine.Store.GetLifeAsync(key));
    }

    [Fact]
    public async Task Replace_AKeyOfAnotherType_IsRefusedAndStays()
    {
        await using var engine = await OpenAsync();
        var hash = NewHash();
        await engine.Store.SetAsync(hash, Sample.Numbered(1), timeToLive: null);

        Assert.False(await engine.Store.ReplaceTextAsync(hash.Name, "", "text", timeToLive: null));
        Assert.Equal(1, (await engine.Store.GetAsync(hash)).Value?.Epoch);
    }

    [Fact]
    public async Task Replace_ADocument_IsComparedByItsText()
    {
        await using var engine = await OpenAsync();
        var document = NewDocument();
        await engine.Store.SetAsync(document, new SamplePermit("BTCUSDT", 1m, Granted: true), timeToLive: null);
        var text = (await engine.Store.GetTextAsync(document.Name)).Value!;

        Assert.True(await engine.Store.ReplaceTextAsync(document.Name, text, "used", timeToLive: null));
        Assert.Equal("used", (await engine.Store.GetTextAsync(document.Name)).Value);
    }

    [Fact]
    public async Task Replace_ManyAtOnce_OneWins()
    {
        await using var engine = await OpenAsync();
        var key = NewKey();
        await engine.Store.SetTextAsync(key, "free", Long);

        var won = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(i => Task.Run(async () => await engine.Store.ReplaceTextAsync(key, "free", $"{i}", Long))));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task Counter_CountsExactly_AlsoFromManyTasks()
    {
        await using var engine = await OpenAsync();
        var key = NewKey();

        var values = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(_ => Task.Run(async () => await engine.Store.IncrementAsync(key, 2, timeToLive: null))));

        Assert.Equal(Enumerable.Range(1, 100).Select(i => i * 2L), values.Order());
        Assert.Equal(150, await engine.Store.IncrementAsync(key, -50, timeToLive: null));
    }

    [Fact]
    public async Task Counter_Beyond53Bits_StaysExact()
    {
        await using var engine = await OpenAsync();
        var key = NewKey();

        Assert.Equal(long.MaxValue - 1, await engine.Store.IncrementAsync(key, long.MaxValue - 1, timeToLive: null));
        Assert.Equal(long.MaxValue, await engine.Store.IncrementAsync(key, 1, timeToLive: null));
    }

    [Fact]
    public async Task Counter_LifeIsGivenByTheCallThatMakesIt()
    {
        await using var engine = await OpenAsync();
        var (endless, ending) = (NewKey(), NewKey());
        await engine.Store.IncrementAsync(endless, 1, timeToLive: null);
        await engine.Store.IncrementAsync(ending, 1, Long);

        await engine.Store.IncrementAsync(endless, 1, Short);
        await engine.Store.IncrementAsync(ending, 1, Short);
        await PassTimeAsync(Short);

        Assert.Equal(KeyLife.WithoutEnd, await engine.Store.GetLifeAsync(endless));
        await AssertLongLifeAsync(engine, ending);
    }

    [Fact]
    public async Task Counter_OnText_IsRefusedAndNamesKeyAndText()
    {
        await using var engine = await OpenAsync();
        var key = NewKey();
        await engine.Store.SetTextAsync(key, "seven", timeToLive: null);

        var refused = await Assert.ThrowsAsync<WireFormatException>(async () => await engine.Store.IncrementAsync(key, 1, timeToLive: null));

        Assert.Equal((key, "seven"), (refused.Error.Key, refused.Error.Text));
        Assert.Equal("seven", (await engine.Store.GetTextAsync(key)).Value);
    }

    // Time may run while a test does, so the rest of a long life is only known to be nearly all of it.
    private static async Task AssertLongLifeAsync(IEngine engine, string key)
    {
        var life = await engine.Store.GetLifeAsync(key);
        Assert.True(life.Exists);
        Assert.InRange(life.Remaining!.Value, Long - Deadline, Long);
    }
}
