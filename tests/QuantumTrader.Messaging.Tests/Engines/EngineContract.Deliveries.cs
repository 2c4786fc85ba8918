using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Messaging.Tests.Engines;

// What became of entries that were delivered and not acknowledged.
public abstract partial class EngineContract
{
    [Fact]
    public async Task ReadPending_AfterACrash_GivesWhatThisConsumerHeld()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 4);
        await engine.Bus.AcknowledgeAsync(stream.Name, First.Group, [ids[1]]);

        var pending = await engine.Bus.ReadPendingAsync(stream, First, StreamId.Zero, 2);
        var rest = await engine.Bus.ReadPendingAsync(stream, First, pending[^1].Id, 2);

        Assert.Equal([ids[0], ids[2]], IdsOf(pending));
        Assert.Equal([ids[3]], IdsOf(rest));
        Assert.All([.. pending, .. rest], entry => Assert.Equal(2, entry.DeliveryCount));
        Assert.Equal(Sample.Numbered(2), pending[1].Record.Value);
        Assert.Empty(await engine.Bus.ReadPendingAsync(stream, Second, StreamId.Zero, 10));
    }

    [Fact]
    public async Task ReadPending_OfATrimmedEntry_IsUnreadableAndNamesTheStream()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 2);
        await engine.Bus.TrimAsync(stream.Name, 1);

        var pending = await engine.Bus.ReadPendingAsync(stream, First, StreamId.Zero, 10);

        Assert.Equal(ids, IdsOf(pending));
        Assert.Contains(stream.Name, pending[0].Record.Error?.Key);
        Assert.NotNull(pending[1].Record.Value);
    }

    [Fact]
    public async Task Claim_TakesWhatWasLeftIdle_AndItsDeliveryCountRises()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 3);
        await engine.Bus.AcknowledgeAsync(stream.Name, First.Group, [ids[0]]);

        await PassTimeAsync(Short);
        var claimed = await engine.Bus.ClaimAsync(stream, Second, Short, 10);
        await PassTimeAsync(Short);
        var back = await engine.Bus.ClaimAsync(stream, First, Short, 10);

        Assert.Equal(ids[1..], IdsOf(claimed.Entries));
        Assert.Empty(claimed.Lost);
        Assert.Equal(Sample.Numbered(1), claimed.Entries[0].Record.Value);
        Assert.All(claimed.Entries, entry => Assert.Equal(2, entry.DeliveryCount));
        Assert.All(back.Entries, entry => Assert.Equal(3, entry.DeliveryCount));
        Assert.Equal(ids[1..], IdsOf(back.Entries));
        Assert.Empty(await engine.Bus.ReadPendingAsync(stream, Second, StreamId.Zero, 10));
    }

    [Fact]
    public async Task Claim_LeavesAloneWhatIsNotIdleLongEnough()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 2);

        Assert.Empty((await engine.Bus.ClaimAsync(stream, Second, Long, 10)).Entries);
        Assert.Equal(ids, IdsOf(await engine.Bus.ReadPendingAsync(stream, First, StreamId.Zero, 10)));
    }

    [Fact]
    public async Task Claim_GivesAtMostTheCount_OldestFirst()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 250);
        await PassTimeAsync(Short);

        var some = await engine.Bus.ClaimAsync(stream, Second, Short, 100);
        var rest = await engine.Bus.ClaimAsync(stream, new Consumer(First.Group, "third"), Short, 150);

        Assert.Equal(ids[..100], IdsOf(some.Entries));
        Assert.Equal(150, rest.Entries.Count);
    }

    [Fact]
    public async Task Claim_ReportsTrimmedEntriesAsLost_Once()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 5);
        await engine.Bus.TrimAsync(stream.Name, 2);
        await PassTimeAsync(Short);

        var claimed = await engine.Bus.ClaimAsync(stream, Second, Short, 10);

        Assert.Equal(ids[3..], IdsOf(claimed.Entries));
        Assert.Equal(ids[..3], claimed.Lost);
        Assert.Equal(2, Assert.Single(await engine.Bus.GetGroupsAsync(stream.Name)).Pending);
        await PassTimeAsync(Short);
        Assert.Empty((await engine.Bus.ClaimAsync(stream, First, Short, 10)).Lost);
    }

    [Fact]
    public async Task BrokenEntry_ComesAsAnErrorThatNamesStreamFieldAndText()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        await engine.Bus.AppendAsync(new StreamKey<RawFields>(stream.Name), RawFields.SampleWith("price", "NaN"));
        await AppendAsync(engine, stream, 1);

        var entries = await engine.Bus.ReadNewAsync(stream, First, 10);

        Assert.Equal(2, entries.Count);
        Assert.Contains(stream.Name, entries[0].Record.Error?.Key);
        Assert.Equal(("price", "NaN"), (entries[0].Record.Error?.Field, entries[0].Record.Error?.Text));
        Assert.NotNull(entries[1].Record.Value);
    }

    [Fact]
    public async Task DeadLetter_CopiesTheEntryWithTheReason_AndAcknowledges()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 2);

        await engine.Bus.DeadLetterAsync(stream.Name, First.Group, ids[0], "unreadable: price");

        var dead = Assert.Single(await engine.Bus.ReadNewestAsync(DeadSample.KeyOf(stream), 10)).Record.Value;
        Assert.Equal(new DeadSample("BTCUSDT", 100.5, "unreadable: price", First.Group, ids[0].ToString()), dead);
        Assert.Equal([ids[1]], IdsOf(await engine.Bus.ReadPendingAsync(stream, First, StreamId.Zero, 10)));
        Assert.Equal(2, await engine.Bus.GetLengthAsync(stream.Name));
    }

    [Fact]
    public async Task DeadLetter_OfABrokenEntry_KeepsItsTextAsItStands()
    {
        await using var engine = await OpenAsync();
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        var id = await engine.Bus.AppendAsync(new StreamKey<RawFields>(stream.Name), RawFields.SampleWith("price", "NaN"));
        await engine.Bus.ReadNewAsync(stream, First, 1);

        await engine.Bus.DeadLetterAsync(stream.Name, First.Group, id, "unreadable");

        var dead = Assert.Single(await engine.Bus.ReadNewestAsync(DeadSample.KeyOf(stream), 10)).Record;
        Assert.Equal(("price", "NaN"), (dead.Error?.Field, dead.Error?.Text));
    }

    [Fact]
    public async Task DeadLetter_OfATrimmedEntry_StillTellsOfIt()
    {
        await using var engine = await OpenAsync();
        var (stream, ids) = await DeliverAsync(engine, 2);
        await engine.Bus.TrimAsync(stream.Name, 1);

        await engine.Bus.DeadLetterAsync(stream.Name, First.Group, ids[0], "gone");

        var dead = Assert.Single(await engine.Bus.ReadNewestAsync(DeadSample.KeyOf(stream), 10)).Record.Value;
        Assert.Equal(new DeadSample(null, null, "gone", First.Group, ids[0].ToString()), dead);
        Assert.Equal([ids[1]], IdsOf(await engine.Bus.ReadPendingAsync(stream, First, StreamId.Zero, 10)));
    }

    /// <summary>Entries that the first consumer has read and not acknowledged.</summary>
    private static async Task<(StreamKey<Sample> Stream, StreamId[] Ids)> DeliverAsync(IEngine engine, int count)
    {
        var stream = NewStream();
        await engine.Bus.CreateGroupAsync(stream.Name, First.Group, GroupStart.Beginning);
        var ids = await AppendAsync(engine, stream, count);
        Assert.Equal(ids, IdsOf(await engine.Bus.ReadNewAsync(stream, First, count)));
        return (stream, ids);
    }
}
