using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// Hashes, documents and texts.
public abstract partial class EngineContract
{
    private static DocumentKey<SamplePermit> NewDocument() => new(NewKey(), SampleJson.Default.SamplePermit);

    [Fact]
    public async Task Hash_Set_ReadsBackTheSame()
    {
        await using var engine = await OpenAsync();
        var key = NewHash();
        var record = new Sample("ETHUSDT", 1e-05, 105m, -0.25, 1_780_000_000);

        Assert.True((await engine.Store.GetAsync(key)).IsMissing);
        await engine.Store.SetAsync(key, record, timeToLive: null);

        Assert.Equal(Stored<Sample>.Of(record), await engine.Store.GetAsync(key));
    }

    [Fact]
    public async Task Hash_EmptyOptionalField_ReadsAsNull()
    {
        await using var engine = await OpenAsync();
        var key = NewHash();
        await engine.Store.SetAsync(key, Sample.Numbered(1), timeToLive: null);

        Assert.Null((await engine.Store.GetAsync(key)).Value!.Stop);
    }

    [Fact]
    public async Task Hash_Replaced_KeepsNoFieldOfTheEarlierValue()
    {
        await using var engine = await OpenAsync();
        var name = NewKey();
        await engine.Store.SetAsync(new HashKey<Sample>(name), Sample.Numbered(1), timeToLive: null);
        await engine.Store.SetAsync(new HashKey<RawFields>(name), RawFields.SampleWith("price", null), timeToLive: null);

        Assert.Equal("price", (await engine.Store.GetAsync(new HashKey<Sample>(name))).Error?.Field);
    }

    [Theory]
    [InlineData("price", null)]
    [InlineData("price", "NaN")]
    [InlineData("price", "Infinity")]
    [InlineData("price", "twelve")]
    [InlineData("qty", "1,5")]
    [InlineData("epoch", "1.0")]
    [InlineData("symbol", null)]
    public async Task Hash_BrokenField_IsUnreadableAndNamesKeyFieldAndText(string field, string? text)
    {
        await using var engine = await OpenAsync();
        var name = NewKey();
        await engine.Store.SetAsync(new HashKey<RawFields>(name), RawFields.SampleWith(field, text), timeToLive: null);

        var stored = await engine.Store.GetAsync(new HashKey<Sample>(name));

        Assert.Null(stored.Value);
        Assert.Equal((name, field, text), (stored.Error?.Key, stored.Error?.Field, stored.Error?.Text));
    }

    [Fact]
    public async Task Document_Set_ReadsBackTheSame()
    {
        await using var engine = await OpenAsync();
        var key = NewDocument();
        var permit = new SamplePermit("BTCUSDT", 0.125m, Granted: true);

        Assert.True((await engine.Store.GetAsync(key)).IsMissing);
        await engine.Store.SetAsync(key, permit, timeToLive: null);

        Assert.Equal(Stored<SamplePermit>.Of(permit), await engine.Store.GetAsync(key));
    }

    [Fact]
    public async Task Document_ReadAsText_IsItsJson()
    {
        await using var engine = await OpenAsync();
        var key = NewDocument();
        await engine.Store.SetAsync(key, new SamplePermit("BTCUSDT", 0.125m, Granted: true), timeToLive: null);

        Assert.Equal("""{"symbol":"BTCUSDT","computed_qty":0.125,"granted":true}""", (await engine.Store.GetTextAsync(key.Name)).Value);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"symbol":"BTCUSDT"}""")]
    [InlineData("""{"symbol":"BTCUSDT","computed_qty":"a lot"}""")]
    public async Task Document_Malformed_IsUnreadableAndNamesTheKey(string text)
    {
        await using var engine = await OpenAsync();
        var key = NewDocument();
        await engine.Store.SetTextAsync(key.Name, text, timeToLive: null);

        var stored = await engine.Store.GetAsync(key);

        Assert.Null(stored.Value);
        Assert.Equal(key.Name, stored.Error?.Key);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("ünïcode \n \"quoted\" \0 zero")]
    public async Task Text_Set_ReadsBackTheSame(string text)
    {
        await using var engine = await OpenAsync();
        var key = NewKey();

        Assert.True((await engine.Store.GetTextAsync(key)).IsMissing);
        await engine.Store.SetTextAsync(key, text, timeToLive: null);

        Assert.Equal(Stored<string>.Of(text), await engine.Store.GetTextAsync(key));
    }

    [Fact]
    public async Task Delete_TellsWhetherTheKeyWasThere()
    {
        await using var engine = await OpenAsync();
        var key = NewHash();
        await engine.Store.SetAsync(key, Sample.Numbered(1), timeToLive: null);

        Assert.True(await engine.Store.DeleteAsync(key.Name));
        Assert.False(await engine.Store.DeleteAsync(key.Name));
        Assert.True((await engine.Store.GetAsync(key)).IsMissing);
    }

    [Fact]
    public async Task WrongType_ReadsAsAnErrorThatNamesTheKey()
    {
        await using var engine = await OpenAsync();
        var (hash, text, stream) = (NewKey(), NewKey(), NewKey());
        await engine.Store.SetAsync(new HashKey<Sample>(hash), Sample.Numbered(1), timeToLive: null);
        await engine.Store.SetTextAsync(text, "text", timeToLive: null);
        await engine.Bus.AppendAsync(new StreamKey<Sample>(stream), Sample.Numbered(1));

        Assert.Equal(hash, (await engine.Store.GetTextAsync(hash)).Error?.Key);
        Assert.Equal(hash, (await engine.Store.GetAsync(new DocumentKey<SamplePermit>(hash, SampleJson.Default.SamplePermit))).Error?.Key);
        Assert.Equal(text, (await engine.Store.GetAsync(new HashKey<Sample>(text))).Error?.Key);
        Assert.Equal(stream, (await engine.Store.GetAsync(new HashKey<Sample>(stream))).Error?.Key);
        Assert.Equal(text, Assert.Single(await engine.Store.ReadSeriesAsync(new SeriesKey<Sample>(text, 5), 5)).Error?.Key);
        var increment = await Assert.ThrowsAsync<WireFormatException>(async () => await engine.Store.IncrementAsync(hash, 1, timeToLive: null));
        Assert.Equal(hash, increment.Error.Key);
    }
}
