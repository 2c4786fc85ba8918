using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>Two servers in one URL: whichever is the master is used.</summary>
public sealed class RedisFailoverTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly StreamKey<Sample> Stream = new("failover:stream", 100_000);
    private static readonly Consumer Reader = new("group", "reader");

    /// <summary>Replication does not wait: what the old master had answered and not passed on is lost. How much is counted, and everything that came over is delivered once.</summary>
    [Fact]
    public async Task MasterKilled_ReplicaPromoted_TheEngineGoesOnThere()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartReplicaAsync(first);
        await using var admin = await RawRedis.ConnectAsync(second.Port);
        await using var engine = await ConnectAsync(first, second);
        await engine.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        var waiter = new StreamWaiter([Stream.Name]);
        await engine.Bus.WaitAsync(waiter, Deadline);
        var answered = new List<StreamId>();
        using var stop = new CancellationTokenSource();
        var producing = Task.Run(() => ProduceAsync(engine, answered, stop.Token));
        Assert.True(await engine.Bus.WaitAsync(waiter, Deadline));
        await Until.TrueAsync(() => ValueTask.FromResult(CountOf(answered) > 2_000), "entries");

        first.Kill();
        await stop.CancelAsync();
        await producing.WaitAsync(Deadline);
        await Until.FailsAsync(() => engine.Store.GetTextAsync("key"), "none of them is a master");
        await admin.TextAsync("REPLICAOF", "NO", "ONE");

        var next = await Until.ServesAsync(() => engine.Bus.AppendAsync(Stream, Sample.Numbered(-1)));
        Assert.True(await Until.ServesAsync(() => engine.Bus.WaitAsync(waiter, Deadline)));
        var appended = engine.Bus.AppendAsync(Stream, Sample.Numbered(-2));
        Assert.True(await engine.Bus.WaitAsync(waiter, Deadline));
        var delivered = (await engine.Bus.ReadNewAsync(Stream, Reader, 100_000)).Select(entry => entry.Id).ToList();
        Assert.Equal(delivered.Count, delivered.Distinct().Count());
        Assert.Contains(next, delivered);
        Assert.Contains(await appended, delivered);
        var lost = answered.Except(delivered).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"answered {answered.Count}, lost by the failover {lost.Count}");

        // What is lost is the end of what was answered, never something in between.
        Assert.Equal(answered.TakeLast(lost.Count), lost);
    }

    [Fact]
    public async Task MasterDemoted_TheEngineFollowsToTheNewOne_AndBack()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartReplicaAsync(first);
        await using var adminOfFirst = await RawRedis.ConnectAsync(first.Port);
        await using var adminOfSecond = await RawRedis.ConnectAsync(second.Port);
        await using var engine = await ConnectAsync(first, second);
        await engine.Store.SetTextAsync("key", "1", timeToLive: null);
        await Until.TrueAsync(async () => await adminOfSecond.TextAsync("GET", "key") == "1", "the replica has it");

        await adminOfSecond.TextAsync("REPLICAOF", "NO", "ONE");
        await adminOfFirst.TextAsync("REPLICAOF", "127.0.0.1", $"{second.Port}");
        await Until.ServesAsync(() => SetAsync(engine, "2"));
        Assert.Equal("2", await adminOfSecond.TextAsync("GET", "key"));
        await Until.TrueAsync(async () => await adminOfFirst.TextAsync("GET", "key") == "2", "the replica has it");

        await adminOfFirst.TextAsync("REPLICAOF", "NO", "ONE");
        await adminOfSecond.TextAsync("REPLICAOF", "127.0.0.1", $"{first.Port}");
        await Until.ServesAsync(() => SetAsync(engine, "3"));
        Assert.Equal("3", await adminOfFirst.TextAsync("GET", "key"));
    }

    [Fact]
    public async Task AtTheStart_TheMasterIsFound_WhereverItStands()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartReplicaAsync(first);

        await using var engine = await ConnectAsync(second, first);
        await engine.Store.SetTextAsync("key", "text", timeToLive: null);

        await using var admin = await RawRedis.ConnectAsync(first.Port);
        Assert.Equal("text", await admin.TextAsync("GET", "key"));
    }

    [Fact]
    public async Task AtTheStart_TwoMastersOrNone_AreRefused()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartAsync();

        var both = await Assert.ThrowsAsync<EngineUnavailableException>(() => ConnectAsync(first, second));
        Assert.Contains($"127.0.0.1:{first.Port} and 127.0.0.1:{second.Port} are both masters", both.Message, StringComparison.Ordinal);

        first.Kill();
        second.Kill();
        var none = await Assert.ThrowsAsync<EngineUnavailableException>(() => ConnectAsync(first, second));
        Assert.Contains($"none of them is a master: 127.0.0.1:{first.Port}: Connection refused", none.Message, StringComparison.Ordinal);
    }

    private static async Task ProduceAsync(RedisEngine engine, List<StreamId> answered, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            try
            {
                var id = await engine.Bus.AppendAsync(Stream, Sample.Numbered(number), CancellationToken.None);
                lock (answered)
                    answered.Add(id);
            }
            catch (EngineUnavailableException)
            {
                // Nothing is known about this one.
            }
        }
    }

    private static int CountOf(List<StreamId> answered)
    {
        lock (answered)
            return answered.Count;
    }

    private static async ValueTask<bool> SetAsync(RedisEngine engine, string text)
    {
        await engine.Store.SetTextAsync("key", text, timeToLive: null);
        return true;
    }

    private static Task<RedisEngine> ConnectAsync(RedisServer first, RedisServer second) => RedisEngine.ConnectAsync(
        new RedisOptions { Url = $"redis://127.0.0.1:{first.Port},127.0.0.1:{second.Port}/0", ConnectTimeoutMs = 2_000, OperationTimeoutMs = 2_000 },
        TimeProvider.System);
}
