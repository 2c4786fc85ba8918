using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// Append, read by group, acknowledge, trim, figures.
public abstract partial class EngineContract
{
    private static readonly Consumer First = new("group", "first");
    private static readonly Consumer Second = new("group", "second");

    [Fact]
    public async Task Append_IdsRise()
    {
        await using var engine = await OpenAsync();
        var ids = await AppendAsync(engine, NewStream(), 20);

        Assert.Equal(ids.Distinct().Order(), ids);
        Assert.True(ids[0] > StreamId.Zero);
    }

    [Fact]
    public async Task ReadNew_GivesEachEntryOnce_InOrder_WithItsRecord()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        Assert.Empty(await engine.Bus.ReadNewAsync(stream, First, 10));
        var ids = await AppendAsync(engine, stream, 5);

        var some = await engine.Bus.ReadNewAsync(stream, First, 3);
        var rest = await engine.Bus.ReadNewAsync(stream, First, 3);

        Assert.Equal(ids[..3], IdsOf(some));
        Assert.Equal(ids[3..], IdsOf(rest));
        Assert.Empty(await engine.Bus.ReadNewAsync(stream, First, 3));
        Assert.Equal(Sample.Numbered(1), some[1].Record.Value);
        Assert.All(some, entry => Assert.Equal(1, entry.DeliveryCount));
    }

    [Fact]
    public async Task Groups_ReadIndependently()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, "a", GroupStart.Beginning);
        await engine.Bus.CreateGroupAsync(stream.Name, "b", GroupStart.Beginning);
        var ids = await AppendAsync(engine, stream, 3);

        var a = await engine.Bus.ReadNewAsync(stream, new Consumer("a", "x"), 10);
        await engine.Bus.AcknowledgeAsync(stream.Name, "a", ids);
        var b = await engine.Bus.ReadNewAsync(stream, new Consumer("b", "x"), 10);

        Assert.Equal(ids, IdsOf(a));
        Assert.Equal(ids, IdsOf(b));
    }

    [Fact]
    public async Task Consumers_OfOneGroup_ShareTheEntries()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        var ids = await AppendAsync(engine, stream, 60);

        var parts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(async () => await engine.Bus.ReadNewAsync(stream, i % 2 == 0 ? First : Second, 3))));

        Assert.Equal(ids, parts.SelectMany(IdsOf).Order());
    }

    [Theory]
    [InlineData(GroupStart.Beginning, 3)]
    [InlineData(GroupStart.End, 1)]
    public async Task Group_StartsWhereItWasTold_AndStaysWhenMadeAgain(GroupStart start, int expected)
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await AppendAsync(engine, stream, 2);
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, start);
        await AppendAsync(engine, stream, 1);
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.End);

        Assert.Equal(expected, (await engine.Bus.ReadNewAsync(stream, First, 10)).Count);

        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        Assert.Empty(await engine.Bus.ReadNewAsync(stream, First, 10));
    }

    [Fact]
    public async Task Group_ThatWasNeverMade_IsAMistake()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await AppendAsync(engine, stream, 1);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await engine.Bus.ReadNewAsync(stream, First, 1));
    }

    [Fact]
    public async Task Figures_OfAGroup()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        Assert.Empty(await engine.Bus.GetGroupsAsync(stream.Name));
        await engine.Bus.CreateGroupAsync(stream.Name, "group", GroupStart.Beginning);
        await engine.Bus.CreateGroupAsync(stream.Name, "idle", GroupStart.Beginning);
        var ids = await AppendAsync(engine, stream, 5);
        await engine.Bus.ReadNewAsync(stream, First, 3);
        await engine.Bus.AcknowledgeAsync(stream.Name, "group", [ids[0], ids[2]]);

        var groups = await engine.Bus.GetGroupsAsync(stream.Name);

        Assert.Equal([new GroupStatus("group", 2, 1, ids[2]), new GroupStatus("idle", 5, 0, StreamId.Zero)], groups);
    }

    [Fact]
    public async Task Acknowledge_Unknown_ChangesNothing()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        var ids = await AppendAsync(engine, stream, 2);
        await engine.Bus.ReadNewAsync(stream, First, 1);

        await engine.Bus.AcknowledgeAsync(stream.Name, First.Group, [ids[1], new StreamId(1, 1)]);
        await engine.Bus.AcknowledgeAsync(stream.Name, First.Group, []);

        Assert.Equal(1, Assert.Single(await engine.Bus.GetGroupsAsync(stream.Name)).Pending);
        Assert.Equal([ids[1]], IdsOf(await engine.Bus.ReadNewAsync(stream, First, 10)));
    }

    [Fact]
    public async Task Append_TrimsToAboutTheLimit()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream(maxLength: 100);
        await AppendAsync(engine, stream, 1_000);

        Assert.InRange(await engine.Bus.GetLengthAsync(stream.Name), 100, 300);
        Assert.Equal(999, Assert.Single(await engine.Bus.ReadNewestAsync(stream, 1)).Record.Value?.Epoch);
    }

    [Fact]
    public async Task Trim_IsExact_AndKeepsTheNewest()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        var ids = await AppendAsync(engine, stream, 10);

        await engine.Bus.TrimAsync(stream.Name, 3);

        Assert.Equal(3, await engine.Bus.GetLengthAsync(stream.Name));
        Assert.Equal(ids[7..], IdsOf(await engine.Bus.ReadNewestAsync(stream, 10)).Order());
    }

    [Fact]
    public async Task ReadNewest_IsNewestFirst_WhateverGroupsHaveRead()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        Assert.Empty(await engine.Bus.ReadNewestAsync(stream, 5));
        Assert.Equal(0, await engine.Bus.GetLengthAsync(stream.Name));
        var ids = await AppendAsync(engine, stream, 4);
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.End);

        Assert.Equal([ids[3], ids[2], ids[1]], IdsOf(await engine.Bus.ReadNewestAsync(stream, 3)));
    }
}
