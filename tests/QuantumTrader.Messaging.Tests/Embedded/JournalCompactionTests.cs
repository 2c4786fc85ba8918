using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

public sealed class JournalCompactionTests : IDisposable
{
    private const string First = "journal-00000001.qtj";
    private const string Second = "journal-00000002.qtj";
    private const string Unfinished = "journal-00000002.tmp";

    private readonly DataDirectory _directory = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>The files as a crash leaves them: before the snapshot, while it is written, before and after it gets its name, after the
    /// old is gone.</summary>
    [Theory]
    [InlineData(true, "none", First)]
    [InlineData(true, "part", First)]
    [InlineData(true, "unnamed", First)]
    [InlineData(true, "named", Second)]
    [InlineData(false, "named", Second)]
    public async Task Crash_at_any_step_leaves_one_consistent_generation(bool oldIsThere, string snapshot, string expected)
    {
        var (old, compacted, state) = await CompactAsync();
        File.Delete(_directory.File(Second));
        if (oldIsThere)
            File.WriteAllBytes(_directory.File(First), old);
        if (snapshot == "part")
            File.WriteAllBytes(_directory.File(Unfinished), compacted[..(compacted.Length / 2)]);
        if (snapshot == "unnamed")
            File.WriteAllBytes(_directory.File(Unfinished), compacted);
        if (snapshot == "named")
            File.WriteAllBytes(_directory.File(Second), compacted);

        await using (var engine = _directory.Open(_time))
            Assert.Equal(state, EngineState.Of(engine));
        Assert.Equal([expected, "lock"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order());
        await using var again = _directory.Open(_time);
        Assert.Equal(state, EngineState.Of(again));
    }

    [Fact]
    public async Task Compaction_keeps_the_state_and_what_follows_and_drops_the_rest()
    {
        string state;
        await using (var engine = _directory.Open(_time))
        {
            await Mutations.ApplyAllAsync(engine);
            for (var i = 0; i < 1000; i++)
                await engine.Store.SetAsync(Samples.Hash, new Note(i), null);
            var before = engine.Journal!.Value.Bytes;
            await engine.CompactAsync();
            Assert.InRange(engine.Journal!.Value.Bytes, 100, before / 5);
            await engine.Store.SetTextAsync("after", "written", null);
            state = EngineState.Of(engine);
        }

        await using var reopened = _directory.Open(_time);
        Assert.Equal(state, EngineState.Of(reopened));
        var pending = await reopened.Bus.ReadPendingAsync(new StreamKey<Note>("claimed"), Samples.Two, StreamId.Zero, 9);
        Assert.Equal([(1L, 3)], pending.Select(entry => (entry.Record.Value!.Number, entry.DeliveryCount)));
    }

    [Theory]
    [InlineData(FsyncPolicy.Always)]
    [InlineData(FsyncPolicy.Everysec)]
    public async Task Journal_compacts_itself_while_many_write_and_loses_nothing(FsyncPolicy fsync)
    {
        const int Writers = 4;
        const int Each = 1500;
        string state;
        await using (var engine = _directory.Open(_time, fsync, compactAbove: 4096))
        {
            await engine.Bus.CreateGroupAsync("stream", "group", GroupStart.Beginning);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    var append = engine.Bus.AppendAsync(Samples.Stream with { MaxLength = 50 }, new Note(i));
                    await engine.Store.SetAsync(new HashKey<Note>($"hash {writer}"), new Note(i), null);
                    await engine.Bus.ReadNewAsync(Samples.Stream, new Consumer("group", $"{writer}"), 1);
                    await append;
                }
            })));
            state = EngineState.Of(engine);
            Assert.InRange(engine.Journal!.Value.Generation, 2, long.MaxValue);
            Assert.Null(engine.Journal.Value.CompactionFailure);
        }

        Assert.Single(Directory.GetFiles(_directory.Path, "journal-*"));
        await using var reopened = _directory.Open(_time);
        Assert.Equal(state, EngineState.Of(reopened));
    }

    [Fact]
    public async Task Snapshot_that_cannot_be_written_is_given_up_and_reported()
    {
        string state;
        await using (var engine = _directory.Open(_time))
        {
            await Mutations.ApplyAllAsync(engine);
            Directory.CreateDirectory(_directory.File(Unfinished));
            await Assert.ThrowsAnyAsync<IOException>(engine.CompactAsync);
            Assert.NotNull(engine.Journal!.Value.CompactionFailure);
            await engine.Store.SetTextAsync("after", "written", null);
            state = EngineState.Of(engine);

            Directory.Delete(_directory.File(Unfinished));
            await engine.CompactAsync();
            Assert.Null(engine.Journal!.Value.CompactionFailure);
        }

        await using var reopened = _directory.Open(_time);
        Assert.Equal(state, EngineState.Of(reopened));
    }

    [Fact]
    public async Task Expired_keys_are_not_in_the_snapshot()
    {
        await using var engine = _directory.Open(_time);
        for (var i = 0; i < 100; i++)
            await engine.Store.SetTextAsync($"key {i}", "a", TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        await engine.CompactAsync();
        Assert.Equal(16, engine.Journal!.Value.Bytes);
    }

    // The journal before a compaction, after it, and the state of both.
    private async Task<(byte[] Old, byte[] Compacted, string State)> CompactAsync()
    {
        await using var engine = _directory.Open(_time);
        await Mutations.ApplyAllAsync(engine);
        var old = File.ReadAllBytes(_directory.File(First));
        await engine.CompactAsync();
        return (old, File.ReadAllBytes(_directory.File(Second)), EngineState.Of(engine));
    }
}
