using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Embedded.Journaling;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

public sealed class JournalRoundTripTests : IDisposable
{
    private readonly DataDirectory _directory = new();
    private readonly ManualTime _time = new();

    public static TheoryData<string> MutationNames => [.. Mutations.ByName.Keys];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(MutationNames))]
    public async Task Mutation_survives_reopening_and_a_snapshot(string name)
    {
        await using var memory = new EmbeddedEngine(_time);
        await Mutations.ByName[name](memory);
        await using (var engine = _directory.Open(_time))
        {
            await Mutations.ByName[name](engine);
            Assert.Equal(EngineState.Of(memory), EngineState.Of(engine));
        }

        await using (var reopened = _directory.Open(_time))
        {
            Assert.Equal(EngineState.Of(memory), EngineState.Of(reopened));
            Assert.Equal(0, reopened.Journal!.Value.CutBytes);
            await reopened.CompactAsync();
        }

        await using var fromSnapshot = _directory.Open(_time);
        Assert.Equal(EngineState.Of(memory), EngineState.Of(fromSnapshot));
        Assert.Equal(2, fromSnapshot.Journal!.Value.Generation);
    }

    [Theory]
    [InlineData(FsyncPolicy.Always)]
    [InlineData(FsyncPolicy.Everysec)]
    [InlineData(FsyncPolicy.Never)]
    public async Task All_mutations_survive_reopening_under_every_policy(FsyncPolicy fsync)
    {
        string state;
        await using (var engine = _directory.Open(_time, fsync))
        {
            await Mutations.ApplyAllAsync(engine);
            state = EngineState.Of(engine);
        }

        await using var reopened = _directory.Open(_time, fsync);
        Assert.Equal(state, EngineState.Of(reopened));
    }

    [Fact]
    public async Task Values_from_the_journal_read_as_records_documents_and_texts()
    {
        await using (var engine = _directory.Open(_time))
        {
            await Mutations.ApplyAllAsync(engine);
            await engine.Store.SetAsync(Samples.Hash, new Note(1, "été ✓ 日本"), null);
        }

        await using var reopened = _directory.Open(_time);
        var store = reopened.Store;
        var note = (await store.GetAsync(Samples.Hash)).Value;
        Assert.Equal(new Note(1, "été ✓ 日本"), note);
        Assert.Same(note, (await store.GetAsync(Samples.Hash)).Value);
        Assert.Equal(new NumberOnly(1), (await store.GetAsync(new HashKey<NumberOnly>("hash"))).Value);
        Assert.Equal("price", (await store.GetAsync(new HashKey<Priced>("hash"))).Error!.Field);
        Assert.Equal(new Note(1, "été ✓ 日本"), (await store.GetAsync(Samples.Hash)).Value);
        Assert.Equal(new Paper("p", 3), (await store.GetAsync(Samples.Document)).Value);
        Assert.Equal("""{"Title":"p","Pages":3}""", (await store.GetTextAsync("document")).Value);
        Assert.Equal([new Note(2, "xx"), new Note(3, "xxx"), new Note(4, "xxxx")], (await store.ReadSeriesAsync(Samples.Series, 9)).Select(read => read.Value));
        var entries = await reopened.Bus.ReadPendingAsync(new StreamKey<Note>("delivered"), Samples.One, StreamId.Zero, 9);
        Assert.Equal([0L, 1, 2], entries.Select(entry => entry.Record.Value!.Number));
    }

    [Fact]
    public async Task Deadline_is_a_moment_and_passes_while_the_engine_is_closed()
    {
        await using (var engine = _directory.Open(_time))
            await engine.Store.SetTextAsync("text", "a", TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(4));
        await using (var engine = _directory.Open(_time))
            Assert.Equal(KeyLife.Ending(TimeSpan.FromSeconds(6)), await engine.Store.GetLifeAsync("text"));
        _time.Advance(TimeSpan.FromSeconds(6));
        await using var late = _directory.Open(_time);
        Assert.True((await late.Store.GetTextAsync("text")).IsMissing);
        Assert.Equal(0, late.Core.Keys.Count);
    }

    [Fact]
    public async Task Key_that_expired_and_came_back_as_another_type_is_restored()
    {
        string state;
        await using (var engine = _directory.Open(_time))
        {
            await engine.Store.SetTextAsync("key", "a", TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromSeconds(1));
            await engine.Bus.AppendAsync(new StreamKey<Note>("key"), new Note(1));
            state = EngineState.Of(engine);
        }

        await using var reopened = _directory.Open(_time);
        Assert.Equal(state, EngineState.Of(reopened));
    }

    [Fact]
    public async Task Ids_rise_across_a_restart_with_the_clock_set_back()
    {
        StreamId before;
        await using (var engine = _directory.Open(_time))
        {
            before = await engine.Bus.AppendAsync(Samples.Stream, new Note(1));
            await engine.Bus.TrimAsync("stream", 0);
            await engine.CompactAsync();
        }

        _time.Set(_time.GetUtcNow() - TimeSpan.FromDays(1));
        await using var reopened = _directory.Open(_time);
        Assert.True(await reopened.Bus.AppendAsync(Samples.Stream, new Note(2)) > before);
    }

    [Fact]
    public async Task Text_that_is_not_unicode_is_refused_and_changes_nothing()
    {
        await using (var engine = _directory.Open(_time))
        {
            await engine.Store.SetTextAsync("text", "good", null);
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await engine.Store.SetTextAsync("text", "bad \uD800", null));
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await engine.Bus.AppendAsync(Samples.Stream, new Note(1, "\uDC00")));
            Assert.Equal("good", (await engine.Store.GetTextAsync("text")).Value);
            await engine.Store.SetTextAsync("after", "fine", null);
        }

        await using var reopened = _directory.Open(_time);
        Assert.Equal("good", (await reopened.Store.GetTextAsync("text")).Value);
        Assert.Equal("fine", (await reopened.Store.GetTextAsync("after")).Value);
        Assert.Equal(0, await reopened.Bus.GetLengthAsync("stream"));
    }

    [Fact]
    public void Checksum_is_crc_32c() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Fact]
    public void Option_out_of_range_is_refused_with_its_name_and_value()
    {
        var refused = Assert.Throws<ArgumentException>(() => _directory.Open(_time, compactAbove: 4095));
        Assert.Contains("CompactionThresholdBytes = '4095'", refused.Message, StringComparison.Ordinal);
    }
}
