using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>A server that is up and does not serve: what the engine says, what still works, and that it goes on by itself.</summary>
public sealed class RedisStateTests
{
    private static readonly StreamKey<Sample> Stream = new("state:stream", 1_000);
    private static readonly Consumer Reader = new("group", "reader");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replica_ReadsWork_WritesSayWhy_UntilItIsAMaster(bool fromTheStart)
    {
        await using var server = await RedisServer.StartAsync();
        await using var admin = await RawRedis.ConnectAsync(server.Port);
        await admin.TextAsync("SET", "key", "text");

        // Its master is not there: it keeps what it has.
        string[] nobody = ["127.0.0.1", $"{RedisServer.FreePort()}"];
        if (fromTheStart)
            await admin.TextAsync("REPLICAOF", nobody);
        await using var engine = await ConnectAsync(server);
        if (!fromTheStart)
        {
            await SetAsync(engine);
            await admin.TextAsync("REPLICAOF", nobody);
        }

        await Until.FailsAsync(() => SetAsync(engine), "it is a read-only replica");
        await Until.FailsAsync(() => engine.Bus.AppendAsync(Stream, Sample.Numbered(1)), "it is a read-only replica");
        Assert.NotNull((await engine.Store.GetTextAsync("key")).Value);

        await admin.TextAsync("REPLICAOF", "NO", "ONE");
        await Until.ServesAsync(() => SetAsync(engine));
        await Until.ServesAsync(() => engine.Bus.AppendAsync(Stream, Sample.Numbered(1)));
    }

    [Fact]
    public async Task MemoryFull_ReadsWork_NothingIsAcknowledgedWithoutItsWrite_AndItGoesOn()
    {
        await using var server = await RedisServer.StartAsync();
        await using var admin = await RawRedis.ConnectAsync(server.Port);
        await using var engine = await ConnectAsync(server);
        await engine.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        var id = await engine.Bus.AppendAsync(Stream, Sample.Numbered(1));
        await SetAsync(engine);
        Assert.Single(await engine.Bus.ReadNewAsync(Stream, Reader, 10));

        await admin.TextAsync("CONFIG", "SET", "maxmemory", "1");
        await Until.FailsAsync(() => SetAsync(engine), "its memory is full (maxmemory): OOM");
        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await engine.Bus.AppendAsync(Stream, Sample.Numbered(2)));
        Assert.Contains("its memory is full (maxmemory): OOM", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await engine.Bus.DeadLetterAsync(Stream.Name, Reader.Group, id, "reason"));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await engine.Store.IncrementAsync("count", 1, timeToLive: null));
        Assert.Equal("text", (await engine.Store.GetTextAsync("key")).Value);
        Assert.Equal(1, (await engine.Monitor.ReadFiguresAsync()).MaxMemoryBytes);

        // All or nothing, whichever the server does: the permit may not go without the mark.
        var consumed = false;
        try
        {
            consumed = (await engine.Store.ConsumeTogetherAsync([new("key", "text")], new ConsumeMark("mark", "m", TimeToLive: null))).Consumed;
        }
        catch (EngineUnavailableException)
        {
            // Refused as a whole.
        }

        Assert.Equal(consumed, (await engine.Store.GetTextAsync("mark")).Value == "m");
        Assert.Equal(consumed, (await engine.Store.GetTextAsync("key")).IsMissing);

        await admin.TextAsync("CONFIG", "SET", "maxmemory", "0");
        await Until.ServesAsync(() => SetAsync(engine));
        Assert.Equal(1, await engine.Bus.GetLengthAsync(Stream.Name));
        Assert.Equal(id, Assert.Single(await engine.Bus.ReadPendingAsync(Stream, Reader, StreamId.Zero, 10)).Id);
        Assert.Equal(1, await engine.Store.IncrementAsync("count", 1, timeToLive: null));
        await engine.Bus.DeadLetterAsync(Stream.Name, Reader.Group, id, "reason");
        Assert.Equal(1, await engine.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Stream.Name)));
    }

    [Fact]
    public async Task CannotSave_WritesSayWhy_AndItGoesOn()
    {
        await using var server = await RedisServer.StartAsync(durable: false, "--save", "3600 1");
        await using var admin = await RawRedis.ConnectAsync(server.Port);
        await using var engine = await ConnectAsync(server);
        await SetAsync(engine);

        // A directory stands where the dump is to go.
        var obstacle = Directory.CreateDirectory(Path.Combine(server.Directory, "dump.rdb"));
        await SaveAsync(admin, "err");
        await Until.FailsAsync(() => SetAsync(engine), "it cannot save its data: MISCONF");
        await Until.FailsAsync(() => engine.Bus.AppendAsync(Stream, Sample.Numbered(1)), "it cannot save its data: MISCONF");
        Assert.Equal("text", (await engine.Store.GetTextAsync("key")).Value);

        obstacle.Delete();
        await SaveAsync(admin, "ok");
        await Until.ServesAsync(() => SetAsync(engine));
    }

    [Theory]
    [InlineData("allkeys-lru", true)]
    [InlineData("volatile-ttl", true)]
    [InlineData("noeviction", false)]
    public async Task Eviction_IsWarnedOf(string policy, bool warned)
    {
        await using var server = await RedisServer.StartAsync(durable: false, "--maxmemory-policy", policy);
        await using var engine = await ConnectAsync(server);

        Assert.Equal(warned, engine.Warning?.Contains($"maxmemory-policy {policy}", StringComparison.Ordinal) ?? false);
    }

    private static async Task SaveAsync(RawRedis admin, string expected)
    {
        await Until.TrueAsync(
            async () =>
            {
                var info = await admin.TextAsync("INFO", "persistence");
                if (info.Contains($"rdb_last_bgsave_status:{expected}", StringComparison.Ordinal))
                    return true;
                if (info.Contains("rdb_bgsave_in_progress:0", StringComparison.Ordinal))
                    await admin.TextAsync("BGSAVE");
                return false;
            },
            $"the last save is {expected}");
    }

    private static async ValueTask<bool> SetAsync(RedisEngine engine)
    {
        await engine.Store.SetTextAsync("key", "text", timeToLive: null);
        return true;
    }

    private static Task<RedisEngine> ConnectAsync(RedisServer server) =>
        RedisEngine.ConnectAsync(new RedisOptions { Url = server.Url, ConnectTimeoutMs = 2_000, OperationTimeoutMs = 2_000 }, TimeProvider.System);
}
