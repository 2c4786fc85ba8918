using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// What operators ask of an engine.
public abstract partial class EngineContract
{
    [Fact]
    public async Task FindKeys_GivesThoseThatBeginAndEndSo_WhateverTheirType()
    {
        await using var engine = await OpenAsync();
        var prefix = NewStream().Name + ":found:";
        var stream = new StreamKey<Sample>(prefix + "stream:7");
        await engine.Store.SetTextAsync(prefix + "text:7", "x", timeToLive: null);
        await engine.Store.SetTextAsync(prefix + "text:8", "x", timeToLive: null);
        await engine.Store.SetTextAsync("not:" + prefix + "text:7", "x", timeToLive: null);
        await engine.Store.SetAsync(new HashKey<Sample>(prefix + "hash:7"), Sample.Numbered(1), timeToLive: null);
        await engine.Bus.AppendAsync(stream, Sample.Numbered(1));

        var found = await engine.Monitor.FindKeysAsync(prefix, ":7");

        Assert.Equal([prefix + "hash:7", stream.Name, prefix + "text:7"], found.Order(StringComparer.Ordinal));
        Assert.Equal(4, (await engine.Monitor.FindKeysAsync(prefix, "")).Count);
        Assert.Empty(await engine.Monitor.FindKeysAsync(prefix + "none", ""));
    }

    [Fact]
    public async Task FindKeys_OfOneKeyThatIsShorterThanBothEnds_FindsNothing()
    {
        await using var engine = await OpenAsync();
        var key = NewStream().Name + ":ab";
        await engine.Store.SetTextAsync(key, "x", timeToLive: null);

        Assert.Empty(await engine.Monitor.FindKeysAsync(key, "ab"));
    }

    [Fact]
    public async Task CountAdded_CountsWhatWasTrimmedToo()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        Assert.Equal(0, await engine.Monitor.CountAddedAsync(stream.Name));
        await AppendAsync(engine, stream, 7);
        await engine.Bus.TrimAsync(stream.Name, 2);

        Assert.Equal(7, await engine.Monitor.CountAddedAsync(stream.Name));
        Assert.Equal(2, await engine.Bus.GetLengthAsync(stream.Name));
    }

    [Fact]
    public async Task Figures_CountTheKeys()
    {
        await using var engine = await OpenAsync();
        await engine.Store.SetTextAsync(NewStream().Name, "x", timeToLive: null);

        Assert.True((await engine.Monitor.ReadFiguresAsync()).Keys >= 1);
    }
}
