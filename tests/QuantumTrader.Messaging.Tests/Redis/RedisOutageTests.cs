using System.Collections.Concurrent;
using System.Diagnostics;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>Redis is killed, frozen and started again under a running engine.</summary>
public sealed class RedisOutageTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly StreamKey<Sample> Stream = new("outage:stream", 1_000_000);
    private static readonly Consumer Reader = new("group", "reader");

    [Fact]
    public async Task Killed_OperationsFailMeanwhile_AndWorkAgainWithoutARestart()
    {
        await using var server = await RedisServer.StartAsync(durable: true);
        await using var engine = await ConnectAsync(server);
        await engine.Store.SetTextAsync("key", "text", timeToLive: null);

        for (var round = 0; round < 3; round++)
        {
            server.Kill();
            var failure = await Assert.ThrowsAsync<EngineUnavailableException>(
                () => engine.Store.GetTextAsync("key").AsTask().WaitAsync(Deadline));
            Assert.StartsWith($"Redis at 127.0.0.1:{server.Port} cannot be reached: ", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure.Message);

            await server.RestartAsync();
            var back = Stopwatch.StartNew();
            Assert.Equal("text", (await UntilAvailableAsync(() => engine.Store.GetTextAsync("key"))).Value);
            TestContext.Current.TestOutputHelper?.WriteLine($"back after {back.ElapsedMilliseconds} ms: {failure.Message}");
        }
    }

    [Fact]
    public async Task Frozen_EveryKindOfOperationFailsWithinItsTimeout_AndWorksWhenThawed()
    {
        await using var server = await RedisServer.StartAsync();
        await using var engine = await ConnectAsync(server);
        var waiter = new StreamWaiter([Stream.Name]);
        await engine.Bus.WaitAsync(waiter, Deadline);
        await engine.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        await engine.Bus.AppendAsync(Stream, Sample.Numbered(1));
        Assert.True(await engine.Bus.WaitAsync(waiter, Deadline));

        server.Freeze();
        Task[] calls =
        [
            engine.Store.GetTextAsync("key").AsTask(),
            engine.Store.SetAsync(new HashKey<Sample>("hash"), Sample.Numbered(1), timeToLive: null).AsTask(),
            engine.Bus.AppendAsync(Stream, Sample.Numbered(2)).AsTask(),
            engine.Bus.ReadNewAsync(Stream, Reader, 1).AsTask(),
            engine.Bus.WaitAsync(waiter, Deadline * 10).AsTask(),
        ];
        foreach (var call in calls)
            await Assert.ThrowsAsync<EngineUnavailableException>(() => call.WaitAsync(Deadline));

        server.Thaw();
        await UntilAvailableAsync(() => engine.Bus.WaitAsync(waiter, Deadline));
        Assert.NotEmpty(await UntilAvailableAsync(() => engine.Bus.ReadNewestAsync(Stream, 1)));
    }

    [Fact]
    public async Task DataLost_GroupsComeBackFromTheBeginning()
    {
        await using var server = await RedisServer.StartAsync();
        await using var engine = await ConnectAsync(server);
        await engine.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.End);
        await engine.Bus.AppendAsync(Stream, Sample.Numbered(1));
        Assert.Single(await engine.Bus.ReadNewAsync(Stream, Reader, 10));

        server.Kill();
        await server.RestartAsync();
        var id = await UntilAvailableAsync(() => engine.Bus.AppendAsync(Stream, Sample.Numbered(2)));

        Assert.Empty(await engine.Bus.ReadPendingAsync(Stream, Reader, StreamId.Zero, 10));
        var entry = Assert.Single(await engine.Bus.ReadNewAsync(Stream, Reader, 10));
        Assert.Equal((id, 2), (entry.Id, entry.Record.Value?.Epoch));
        Assert.Empty(await engine.Bus.ReadNewAsync(Stream, Reader, 10));
        Assert.Equal(new GroupStatus("group", 0, 1, id), Assert.Single(await engine.Bus.GetGroupsAsync(Stream.Name)));
    }

    /// <summary>
    /// With every write on disk before its answer, what an append answered is consumed, and what an acknowledge answered does not come again.
    /// </summary>
    [Fact]
    public async Task KilledInMidRun_NothingAcknowledgedIsLost()
    {
        await using var server = await RedisServer.StartAsync(durable: true);
        await using var engine = await ConnectAsync(server);
        await engine.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        using var stop = new CancellationTokenSource();
        var run = new MidRun();

        var working = Task.WhenAll(
            Task.Run(() => ProduceAsync(engine, run, stop.Token)), Task.Run(() => ConsumeAsync(engine, run, stop.Token)));
        for (var round = 1; round <= 3; round++)
        {
            var target = run.Consumed.Count + 1_000;
            await UntilAsync(() => run.Consumed.Count >= target);
            run.ProducerOutages = run.ConsumerOutages = 0;
            server.Kill();
            await UntilAsync(() => run is { ProducerOutages: > 0, ConsumerOutages: > 0 });
            await server.RestartAsync();
        }

        var last = run.Appended.Count + 1_000;
        await UntilAsync(() => run.Appended.Count >= last);
        await UntilAsync(() => run.Appended.Keys.All(run.Consumed.ContainsKey));
        await stop.CancelAsync();
        await working.WaitAsync(Deadline);

        Assert.Empty(run.CameAgain);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"appended {run.Appended.Count}, consumed {run.Consumed.Count}, delivered {run.Delivered}, acknowledged {run.Acknowledged.Count}");
    }

    // Many appends are under way at any moment, so that a kill meets some.
    private static async Task ProduceAsync(RedisEngine engine, MidRun run, CancellationToken stop)
    {
        for (long number = 0; !stop.IsCancellationRequested; number += 20)
        {
            var first = number;
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AppendOneAsync(engine, run, first + i)));
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private static async Task AppendOneAsync(RedisEngine engine, MidRun run, long number)
    {
        try
        {
            await engine.Bus.AppendAsync(Stream, Sample.Numbered(number), CancellationToken.None);
            run.Appended[number] = true;
        }
        catch (EngineUnavailableException)
        {
            // The outcome is unknown and the number is not tried again: only answered ones are expected.
            run.ProducerOutages++;
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static async Task ConsumeAsync(RedisEngine engine, MidRun run, CancellationToken stop)
    {
        var waiter = new StreamWaiter([Stream.Name]);
        var after = StreamId.Zero;
        var recovering = true;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var entries = recovering
                    ? await engine.Bus.ReadPendingAsync(Stream, Reader, after, 50, CancellationToken.None)
                    : await engine.Bus.ReadNewAsync(Stream, Reader, 50, CancellationToken.None);
                await HandleAsync(engine, run, entries);
                after = entries.Count > 0 ? entries[^1].Id : after;
                recovering &= entries.Count > 0;
                if (!recovering && entries.Count == 0)
                    await engine.Bus.WaitAsync(waiter, Pause * 10, CancellationToken.None);
            }
            catch (EngineUnavailableException)
            {
                run.ConsumerOutages++;
                (recovering, after) = (true, StreamId.Zero);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private static async Task HandleAsync(RedisEngine engine, MidRun run, IReadOnlyList<StreamEntry<Sample>> entries)
    {
        foreach (var entry in entries)
        {
            run.Delivered++;
            if (run.Acknowledged.ContainsKey(entry.Id))
                run.CameAgain.Add(entry.Id);
            run.Consumed[entry.Record.Value!.Epoch] = true;
        }

        await engine.Bus.AcknowledgeAsync(Stream.Name, Reader.Group, [.. entries.Select(entry => entry.Id)]);
        foreach (var entry in entries)
            run.Acknowledged[entry.Id] = true;
    }

    private static Task<RedisEngine> ConnectAsync(RedisServer server) =>
        RedisEngine.ConnectAsync(new RedisOptions { Url = server.Url, ConnectTimeoutMs = 2_000, OperationTimeoutMs = 1_000 }, TimeProvider.System);

    private static async Task<T> UntilAvailableAsync<T>(Func<ValueTask<T>> call)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            try
            {
                return await call();
            }
            catch (EngineUnavailableException) when (waited.Elapsed < Deadline)
            {
                // Still away: that is what is waited out here.
            }
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = Stopwatch.StartNew(); !holds(); await Task.Delay(Pause))
            Assert.True(waited.Elapsed < Deadline, "the deadline is over");
    }

    private sealed class MidRun
    {
        public ConcurrentDictionary<long, bool> Appended { get; } = new();

        public ConcurrentDictionary<long, bool> Consumed { get; } = new();

        public ConcurrentDictionary<StreamId, bool> Acknowledged { get; } = new();

        public ConcurrentBag<StreamId> CameAgain { get; } = [];

        public long Delivered { get; set; }

        public int ProducerOutages { get; set; }

        public int ConsumerOutages { get; set; }
    }
}
