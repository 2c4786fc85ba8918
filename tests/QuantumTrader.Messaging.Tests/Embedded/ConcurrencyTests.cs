using System.Collections.Concurrent;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Embedded;

public sealed class ConcurrencyTests
{
    private const int Writers = 4;
    private const int Readers = 3;
    private const int Each = 2000;

    private static readonly StreamKey<Note> s_stream = new("stream", int.MaxValue);

    [Fact]
    public async Task Group_in_memory_delivers_each_entry_once()
    {
        await using var engine = new EmbeddedEngine(new ManualTime());
        await WriteAndReadAsync(engine);
    }

    [Theory]
    [InlineData(FsyncPolicy.Always)]
    [InlineData(FsyncPolicy.Never)]
    public async Task Group_with_a_journal_delivers_each_entry_once_and_remembers_it(FsyncPolicy fsync)
    {
        using var directory = new DataDirectory();
        await using (var engine = directory.Open(new ManualTime(), fsync))
            await WriteAndReadAsync(engine);
        await using var reopened = directory.Open(new ManualTime());
        Assert.Equal(Writers * Each, await reopened.Bus.GetLengthAsync(s_stream.Name));
        var group = Assert.Single(await reopened.Bus.GetGroupsAsync(s_stream.Name));
        Assert.Equal((0L, 0L), (group.Lag, group.Pending));
    }

    [Fact]
    public async Task Counter_misses_no_increment_and_a_lock_is_taken_once()
    {
        await using var engine = new EmbeddedEngine(new ManualTime());
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await engine.Store.IncrementAsync("counter", 1, null);
                if (await engine.Store.SetTextIfAbsentAsync($"lock {i}", "mine", null))
                    Interlocked.Increment(ref taken);
            }
        })));
        Assert.Equal("8000", (await engine.Store.GetTextAsync("counter")).Value);
        Assert.Equal(Each, taken);
    }

    private static async Task WriteAndReadAsync(EmbeddedEngine engine)
    {
        await engine.Bus.CreateGroupAsync(s_stream.Name, "group", GroupStart.Beginning);
        var received = new ConcurrentQueue<(StreamId Id, long Number)>();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            // Several under way at once, as a host has them.
            for (var i = 0; i < Each; i += 10)
            {
                await Task.WhenAll(Enumerable.Range(i, 10)
                    .Select(number => engine.Bus.AppendAsync(s_stream, new Note((writer * Each) + number)).AsTask()));
            }
        }));
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            while (received.Count < Writers * Each)
            {
                var entries = await engine.Bus.ReadNewAsync(s_stream, new Consumer("group", $"reader {reader}"), 7);
                foreach (var entry in entries)
                    received.Enqueue((entry.Id, entry.Record.Value!.Number));
                await engine.Bus.AcknowledgeAsync(s_stream.Name, "group", [.. entries.Select(entry => entry.Id)]);
                if (entries.Count == 0)
                    await Task.Yield();
            }
        }));
        await Task.WhenAll([.. writers, .. readers]);

        var inOrder = received.OrderBy(entry => entry.Id).Select(entry => entry.Number).ToArray();
        Assert.Equal(Enumerable.Range(0, Writers * Each).Select(number => (long)number), inOrder.Order());
        for (var writer = 0; writer < Writers; writer++)
        {
            var own = inOrder.Where(number => number / Each == writer).ToArray();
            Assert.Equal(own.Order(), own);
        }
    }
}
