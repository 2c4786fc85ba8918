using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

public sealed class EmbeddedBusTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly EmbeddedEngine _engine;

    public EmbeddedBusTests() => _engine = new EmbeddedEngine(_time);

    private IStreamBus Bus => _engine.Bus;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Ids_rise_when_the_clock_stands_and_when_it_goes_back()
    {
        var start = _time.GetUtcNow();
        var milliseconds = start.ToUnixTimeMilliseconds();
        var ids = new List<StreamId> { await Append(1), await Append(2) };
        _time.Set(start - TimeSpan.FromHours(1));
        ids.Add(await Append(3));
        _time.Set(start + TimeSpan.FromMilliseconds(1));
        ids.Add(await Append(4));
        Assert.Equal([new(milliseconds, 0), new(milliseconds, 1), new(milliseconds, 2), new(milliseconds + 1, 0)], ids);
    }

    [Fact]
    public async Task Append_trims_exactly()
    {
        for (var i = 1; i <= 25; i++)
            await Bus.AppendAsync(Samples.Stream with { MaxLength = 10 }, new Note(i));
        Assert.Equal(10, await Bus.GetLengthAsync("stream"));
        Assert.Equal([25L, 24, 23], Numbers(await Bus.ReadNewestAsync(Samples.Stream, 3)));
        await Bus.TrimAsync("stream", 1);
        Assert.Equal([25L], Numbers(await Bus.ReadNewestAsync(Samples.Stream, 3)));
        await Bus.TrimAsync("no such stream", 1);
    }

    [Theory]
    [InlineData(GroupStart.Beginning, new long[] { 1, 2, 3 })]
    [InlineData(GroupStart.End, new long[] { 3 })]
    public async Task Group_starts_where_it_is_told_and_stays_where_it_is(GroupStart start, long[] expected)
    {
        await Append(1);
        await Append(2);
        await Bus.CreateGroupAsync("stream", "group", start);
        await Bus.CreateGroupAsync("stream", "group", GroupStart.End);
        await Append(3);
        Assert.Equal(expected, Numbers(await Bus.ReadNewAsync(Samples.Stream, Samples.One, 10)));
        Assert.Empty(await Bus.ReadNewAsync(Samples.Stream, Samples.One, 10));
    }

    [Fact]
    public async Task Groups_read_independently_and_their_lag_is_exact()
    {
        await Bus.CreateGroupAsync("stream", "group", GroupStart.Beginning);
        await Bus.CreateGroupAsync("stream", "another", GroupStart.Beginning);
        StreamId last = default;
        for (var i = 1; i <= 5; i++)
            last = await Append(i);
        var read = await Bus.ReadNewAsync(Samples.Stream, Samples.One, 3);
        await Bus.ReadNewAsync(Samples.Stream, new Consumer("another", "x"), 9);
        await Bus.AcknowledgeAsync("stream", "group", [read[1].Id]);
        Assert.Equal(
            [new GroupStatus("another", 0, 5, last), new GroupStatus("group", 2, 2, read[2].Id)], await Bus.GetGroupsAsync("stream"));

        // Trimmed before they were delivered: they are not waiting any more.
        await Bus.TrimAsync("stream", 1);
        Assert.Equal(1, (await Bus.GetGroupsAsync("stream"))[1].Lag);
        Assert.Equal([5L], Numbers(await Bus.ReadNewAsync(Samples.Stream, Samples.One, 9)));
    }

    [Fact]
    public async Task Reading_without_a_group_is_an_error_that_names_both()
    {
        await Append(1);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Bus.ReadNewAsync(Samples.Stream, Samples.One, 1));
        Assert.Contains("'stream'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'group'", refused.Message, StringComparison.Ordinal);
        await Bus.AcknowledgeAsync("stream", "group", [new StreamId(1, 1)]);
        Assert.Empty(await Bus.GetGroupsAsync("no such stream"));
    }

    [Fact]
    public async Task Pending_entries_come_back_to_their_consumer_and_count_deliveries()
    {
        var ids = await Deliver(Samples.One, 3);
        await Deliver(Samples.Two, 1);
        await Bus.AcknowledgeAsync("stream", "group", [ids[1], ids[1], new StreamId(1, 1)]);
        var again = await Bus.ReadPendingAsync(Samples.Stream, Samples.One, StreamId.Zero, 10);
        Assert.Equal([(ids[0], 2), (ids[2], 2)], again.Select(entry => (entry.Id, entry.DeliveryCount)));
        again = await Bus.ReadPendingAsync(Samples.Stream, Samples.One, ids[0], 10);
        Assert.Equal([(ids[2], 3)], again.Select(entry => (entry.Id, entry.DeliveryCount)));
    }

    [Fact]
    public async Task Pending_entry_that_was_trimmed_is_unreadable_and_not_delivered_again()
    {
        var ids = await Deliver(Samples.One, 2);
        await Bus.TrimAsync("stream", 1);
        var again = await Bus.ReadPendingAsync(Samples.Stream, Samples.One, StreamId.Zero, 10);
        Assert.Equal([(ids[0], 1), (ids[1], 2)], again.Select(entry => (entry.Id, entry.DeliveryCount)));
        Assert.Equal(ids[0].ToString(), again[0].Record.Error!.Text);
        Assert.NotNull(again[1].Record.Value);
    }

    [Fact]
    public async Task Claim_takes_what_was_idle_long_enough_and_resets_its_idle_time()
    {
        var minIdle = TimeSpan.FromSeconds(10);
        var ids = await Deliver(Samples.One, 2);
        _time.Advance(TimeSpan.FromSeconds(6));
        await Deliver(Samples.One, 1);
        _time.Advance(TimeSpan.FromSeconds(4));
        var claimed = await Bus.ClaimAsync(Samples.Stream, Samples.Two, minIdle, 10);
        Assert.Equal([(ids[0], 2), (ids[1], 2)], claimed.Entries.Select(entry => (entry.Id, entry.DeliveryCount)));
        Assert.Empty(claimed.Lost);
        Assert.Empty((await Bus.ClaimAsync(Samples.Stream, Samples.One, minIdle, 10)).Entries);
        Assert.Single(await Bus.ReadPendingAsync(Samples.Stream, Samples.One, StreamId.Zero, 10));
        Assert.Equal(2, (await Bus.ReadPendingAsync(Samples.Stream, Samples.Two, StreamId.Zero, 10)).Count);
    }

    [Fact]
    public async Task Claim_reports_trimmed_entries_as_lost_once_however_fresh_and_counts_them()
    {
        var ids = await Deliver(Samples.One, 3);
        await Bus.TrimAsync("stream", 1);
        var claimed = await Bus.ClaimAsync(Samples.Stream, Samples.Two, TimeSpan.FromHours(1), 10);
        Assert.Empty(claimed.Entries);
        Assert.Equal(ids[..2], claimed.Lost);
        claimed = await Bus.ClaimAsync(Samples.Stream, Samples.One, TimeSpan.Zero, 10);
        Assert.Equal(ids[2..], claimed.Entries.Select(entry => entry.Id));
        Assert.Empty(claimed.Lost);
        Assert.Equal(1, (await Bus.GetGroupsAsync("stream"))[0].Pending);
    }

    [Fact]
    public async Task Dead_letter_carries_the_entry_and_the_reason_and_acknowledges()
    {
        var id = Assert.Single(await Deliver(Samples.One, 1));
        await Bus.DeadLetterAsync("stream", "group", id, "no good");
        var dead = StreamKey.DeadLettersOf("stream");
        Assert.Equal(new Note(1), Assert.Single(await Bus.ReadNewestAsync(new StreamKey<Note>(dead), 5)).Record.Value);
        Assert.Equal(
            new Letter("no good", "group", id.ToString()), Assert.Single(await Bus.ReadNewestAsync(new StreamKey<Letter>(dead), 5)).Record.Value);
        Assert.Equal(0, (await Bus.GetGroupsAsync("stream"))[0].Pending);
    }

    [Fact]
    public async Task Dead_letter_of_a_trimmed_entry_still_tells_of_it()
    {
        var id = Assert.Single(await Deliver(Samples.One, 1));
        await Bus.TrimAsync("stream", 0);
        await Bus.DeadLetterAsync("stream", "group", id, "lost");
        var dead = new StreamKey<Letter>(StreamKey.DeadLettersOf("stream"));
        Assert.Equal(new Letter("lost", "group", id.ToString()), Assert.Single(await Bus.ReadNewestAsync(dead, 5)).Record.Value);
    }

    [Fact]
    public async Task Entry_read_as_another_record_goes_through_the_fields()
    {
        await Append(7);
        Assert.Equal(new NumberOnly(7), (await Bus.ReadNewestAsync(new StreamKey<NumberOnly>("stream"), 1))[0].Record.Value);
        Assert.Equal("price", (await Bus.ReadNewestAsync(new StreamKey<Priced>("stream"), 1))[0].Record.Error!.Field);
    }

    [Fact]
    public async Task Pending_list_stays_right_under_acknowledgements_in_any_order()
    {
        var random = new Domain.SeededRandom(11);
        var ids = await Deliver(Samples.One, 500);
        var left = new SortedSet<StreamId>(ids);
        while (left.Count > 0)
        {
            var id = left.ElementAt(random.NextInt(left.Count));
            left.Remove(id);
            await Bus.AcknowledgeAsync("stream", "group", [id]);
            if (left.Count % 50 == 0)
                Assert.Equal(left, (await Bus.ReadPendingAsync(Samples.Stream, Samples.One, StreamId.Zero, 1000)).Select(entry => entry.Id));
            Assert.Equal(left.Count, (await Bus.GetGroupsAsync("stream"))[0].Pending);
        }
    }

    private ValueTask<StreamId> Append(long number) => Bus.AppendAsync(Samples.Stream, new Note(number));

    private async Task<StreamId[]> Deliver(Consumer consumer, int count)
    {
        await Bus.CreateGroupAsync("stream", consumer.Group, GroupStart.Beginning);
        for (var i = 1; i <= count; i++)
            await Append(i);
        return [.. (await Bus.ReadNewAsync(Samples.Stream, consumer, count)).Select(entry => entry.Id)];
    }

    private static IEnumerable<long> Numbers(IEnumerable<StreamEntry<Note>> entries) => entries.Select(entry => entry.Record.Value!.Number);
}
