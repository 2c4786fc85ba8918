using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

public sealed class EmbeddedStoreTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly EmbeddedEngine _engine;

    public EmbeddedStoreTests() => _engine = new EmbeddedEngine(_time);

    private IStateStore Store => _engine.Store;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Hash_read_as_written_is_the_same_object()
    {
        var note = new Note(1, "one");
        await Store.SetAsync(Samples.Hash, note, null);
        Assert.Same(note, (await Store.GetAsync(Samples.Hash)).Value);
    }

    [Fact]
    public async Task Document_read_as_written_is_the_same_object()
    {
        var paper = new Paper("one", 1);
        await Store.SetAsync(Samples.Document, paper, null);
        Assert.Same(paper, (await Store.GetAsync(Samples.Document)).Value);
    }

    [Fact]
    public async Task Hash_read_as_another_record_goes_through_the_fields()
    {
        await Store.SetAsync(Samples.Hash, new Note(7, "seven"), null);
        Assert.Equal(new NumberOnly(7), (await Store.GetAsync(new HashKey<NumberOnly>("hash"))).Value);
        var unreadable = await Store.GetAsync(new HashKey<Priced>("hash"));
        Assert.Equal(("hash", "price"), (unreadable.Error!.Key, unreadable.Error.Field));
    }

    [Fact]
    public async Task Document_and_text_are_the_same_value()
    {
        await Store.SetAsync(Samples.Document, new Paper("one", 1), null);
        var json = (await Store.GetTextAsync("document")).Value!;
        Assert.Equal("""{"Title":"one","Pages":1}""", json);
        await Store.SetTextAsync("document", """{"Title":"two","Pages":2}""", null);
        Assert.Equal(new Paper("two", 2), (await Store.GetAsync(Samples.Document)).Value);
    }

    [Fact]
    public async Task Text_that_is_no_document_is_unreadable()
    {
        await Store.SetTextAsync("document", "not json", null);
        var read = await Store.GetAsync(Samples.Document);
        Assert.Equal(("document", "not json"), (read.Error!.Key, read.Error.Text));
        await Store.SetTextAsync("document", "null", null);
        Assert.NotNull((await Store.GetAsync(Samples.Document)).Error);
    }

    [Fact]
    public async Task Key_of_another_type_is_unreadable_and_names_the_key_and_the_type()
    {
        await Store.SetAsync(Samples.Hash, new Note(1), null);
        await Store.SetTextAsync("text", "a", null);
        await _engine.Bus.AppendAsync(Samples.Stream, new Note(1));

        Assert.Equal(("hash", "hash"), Found((await Store.GetTextAsync("hash")).Error));
        Assert.Equal(("hash", "hash"), Found((await Store.GetAsync(new DocumentKey<Paper>("hash", Samples.JsonOf<Paper>()))).Error));
        Assert.Equal(("text", "string"), Found((await Store.GetAsync(new HashKey<Note>("text"))).Error));
        Assert.Equal(("stream", "stream"), Found(Assert.Single(await Store.ReadSeriesAsync(new SeriesKey<Note>("stream", 3), 5)).Error));
        static (string, string?) Found(WireError? error) => (error!.Key, error.Text);
    }

    [Fact]
    public async Task Writing_to_a_key_of_another_type_is_refused_where_it_adds_and_replaces_where_it_sets()
    {
        await Store.SetTextAsync("key", "a", null);
        await Assert.ThrowsAsync<WireFormatException>(async () => await Store.AddToSeriesAsync(new SeriesKey<Note>("key", 3), 1, new Note(1)));
        await Assert.ThrowsAsync<WireFormatException>(async () => await _engine.Bus.AppendAsync(new StreamKey<Note>("key"), new Note(1)));
        await Assert.ThrowsAsync<WireFormatException>(async () => await Store.IncrementAsync("key", 1, null));
        await Store.SetAsync(new HashKey<Note>("key"), new Note(2), null);
        Assert.Equal(new Note(2), (await Store.GetAsync(new HashKey<Note>("key"))).Value);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData(" 1")]
    [InlineData("")]
    [InlineData("9223372036854775808")]
    public async Task Increment_of_what_is_no_integer_is_refused(string text)
    {
        await Store.SetTextAsync("counter", text, null);
        var refused = await Assert.ThrowsAsync<WireFormatException>(async () => await Store.IncrementAsync("counter", 1, null));
        Assert.Equal(("counter", text), (refused.Error.Key, refused.Error.Text));
        Assert.Equal(text, (await Store.GetTextAsync("counter")).Value);
    }

    [Fact]
    public async Task Increment_beyond_64_bits_is_refused()
    {
        await Store.SetTextAsync("counter", "9223372036854775807", null);
        await Assert.ThrowsAsync<WireFormatException>(async () => await Store.IncrementAsync("counter", 1, null));
        Assert.Equal(long.MaxValue - 5, await Store.IncrementAsync("counter", -5, null));
    }

    [Fact]
    public async Task Increment_gives_life_only_to_a_counter_that_it_makes()
    {
        Assert.Equal(2, await Store.IncrementAsync("counter", 2, TimeSpan.FromSeconds(10)));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(5, await Store.IncrementAsync("counter", 3, TimeSpan.FromSeconds(10)));
        Assert.Equal(KeyLife.Ending(TimeSpan.FromSeconds(6)), await Store.GetLifeAsync("counter"));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, await Store.IncrementAsync("counter", 1, null));
        Assert.Equal(KeyLife.WithoutEnd, await Store.GetLifeAsync("counter"));
    }

    [Fact]
    public async Task Set_if_absent_takes_once_until_the_key_expires()
    {
        var life = TimeSpan.FromSeconds(1);
        Assert.True(await Store.SetTextIfAbsentAsync("lock", "a", life));
        Assert.False(await Store.SetTextIfAbsentAsync("lock", "b", life));
        Assert.Equal("a", (await Store.GetTextAsync("lock")).Value);
        _time.Advance(life);
        Assert.True(await Store.SetTextIfAbsentAsync("lock", "b", life));
    }

    [Fact]
    public async Task Keys_are_consumed_together_or_not_at_all()
    {
        await Store.SetTextAsync("a", "1", null);
        await Store.SetAsync(Samples.Document, new Paper("p", 1), null);
        KeyValuePair<string, string>[] wrong = [new("a", "1"), new("document", "other"), new("c", "3")];
        var refused = await Store.ConsumeTogetherAsync(wrong);
        Assert.False(refused.Consumed);
        Assert.Equal(["document", "c"], refused.Blocking);
        Assert.Equal("1", (await Store.GetTextAsync("a")).Value);

        KeyValuePair<string, string>[] right = [new("a", "1"), new("document", """{"Title":"p","Pages":1}""")];
        Assert.True((await Store.ConsumeTogetherAsync(right)).Consumed);
        Assert.True((await Store.GetTextAsync("a")).IsMissing);
        Assert.False((await Store.ConsumeTogetherAsync(right)).Consumed);
    }

    [Fact]
    public async Task Series_keeps_the_newest_in_order_and_one_record_a_score()
    {
        foreach (var score in new long[] { 30, 10, 20, 20, 40 })
            await Store.AddToSeriesAsync(Samples.Series, score, new Note(score, $"at {score}"));
        await Store.AddToSeriesAsync(Samples.Series, 30, new Note(31));
        await Store.AddToSeriesAsync(Samples.Series, 5, new Note(5));
        var all = await Store.ReadSeriesAsync(Samples.Series, 10);
        Assert.Equal([20L, 31, 40], all.Select(stored => stored.Value!.Number));
        Assert.Equal([31L, 40], (await Store.ReadSeriesAsync(Samples.Series, 2)).Select(stored => stored.Value!.Number));
    }

    [Fact]
    public async Task Key_is_gone_at_its_deadline_whatever_it_holds()
    {
        var life = TimeSpan.FromSeconds(5);
        await Store.SetAsync(Samples.Hash, new Note(1), life);
        await Store.SetAsync(Samples.Document, new Paper("p", 1), life);
        await Store.SetTextAsync("text", "a", life);
        _time.Advance(life - TimeSpan.FromMilliseconds(1));
        Assert.NotNull((await Store.GetAsync(Samples.Hash)).Value);
        Assert.Equal(KeyLife.Ending(TimeSpan.FromMilliseconds(1)), await Store.GetLifeAsync("text"));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True((await Store.GetAsync(Samples.Hash)).IsMissing);
        Assert.True((await Store.GetAsync(Samples.Document)).IsMissing);
        Assert.Equal(KeyLife.Absent, await Store.GetLifeAsync("text"));
        Assert.False(await Store.DeleteAsync("text"));
    }

    [Fact]
    public async Task Set_replaces_the_life_too()
    {
        await Store.SetAsync(Samples.Hash, new Note(1), TimeSpan.FromSeconds(5));
        await Store.SetAsync(Samples.Hash, new Note(2), null);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new Note(2), (await Store.GetAsync(Samples.Hash)).Value);
    }

    [Fact]
    public async Task Expired_keys_that_nobody_reads_leave_the_memory()
    {
        for (var i = 0; i < 20_000; i++)
        {
            await Store.SetTextAsync($"key {i}", "a", TimeSpan.FromMilliseconds(100));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(_engine.Core.Keys.Count, 100, 3000);
    }

    [Fact]
    public async Task Life_that_is_not_positive_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.SetTextAsync("key", "a", TimeSpan.Zero));

    [Fact]
    public async Task Closed_engine_refuses_and_says_so()
    {
        await _engine.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Store.GetTextAsync("key"));
    }
}
