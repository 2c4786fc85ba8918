using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>What stands in Redis, seen by another program, and how much traffic it takes to put it there.</summary>
public sealed class RedisBytesTests(RunningRedis redis) : IClassFixture<RunningRedis>
{
    private static readonly string[] SampleFields = ["symbol", "BTCUSDT", "price", "101.5", "qty", "0.25", "stop", "", "epoch", "1"];

    [Fact]
    public async Task Hash_IsItsFieldsInOrder()
    {
        await using var engine = await ConnectAsync();
        await using var other = await RawRedis.ConnectAsync(redis.Server.Port);
        await engine.Store.SetAsync(new HashKey<Sample>("bytes:hash"), Sample.Numbered(1), TimeSpan.FromSeconds(100));

        Assert.Equal(SampleFields, await other.TextsAsync("HGETALL", "bytes:hash"));
        Assert.Equal("100", await other.TextAsync("TTL", "bytes:hash"));
    }

    [Fact]
    public async Task StreamEntry_IsItsFieldsInOrder_AndForeignEntriesAreRead()
    {
        await using var engine = await ConnectAsync();
        await using var other = await RawRedis.ConnectAsync(redis.Server.Port);
        var stream = new StreamKey<Sample>("bytes:stream");
        await engine.Bus.AppendAsync(stream, Sample.Numbered(1));
        Assert.Equal(SampleFields, await other.NewestEntryAsync(stream.Name));

        // Fields that this program does not know are passed over.
        var id = await other.TextAsync("XADD", stream.Name, "*", "qty", "7", "symbol", "X", "price", "1e-05", "epoch", "-2", "more", "text");
        var newest = Assert.Single(await engine.Bus.ReadNewestAsync(stream, 1));
        Assert.Equal(id, newest.Id.ToString());
        Assert.Equal(new Sample("X", 1e-05, 7m, null, -2), newest.Record.Value);
    }

    [Fact]
    public async Task DeadLetter_IsTheFieldsInOrder_ThenReasonGroupAndId()
    {
        await using var engine = await ConnectAsync();
        await using var other = await RawRedis.ConnectAsync(redis.Server.Port);
        var stream = new StreamKey<Sample>("bytes:failing");
        await engine.Bus.CreateGroupAsync(stream.Name, "g", GroupStart.Beginning);
        var id = await engine.Bus.AppendAsync(stream, Sample.Numbered(1));

        await engine.Bus.DeadLetterAsync(stream.Name, "g", id, "why");

        string[] expected = [.. SampleFields, "dead_reason", "why", "dead_group", "g", "dead_entry_id", id.ToString()];
        Assert.Equal(expected, await other.NewestEntryAsync("bytes:failing:dead"));
    }

    [Fact]
    public async Task Series_IsASortedSetOfJsonTexts_AndAForeignMemberIsAnError()
    {
        await using var engine = await ConnectAsync();
        await using var other = await RawRedis.ConnectAsync(redis.Server.Port);
        var key = new SeriesKey<Sample>("bytes:series", 10);
        await engine.Store.AddToSeriesAsync(key, 1_780_000_000_000, Sample.Numbered(1));
        Assert.Equal(
            ["""{"symbol":"BTCUSDT","price":"101.5","qty":"0.25","stop":"","epoch":"1"}""", "1780000000000"],
            await other.TextsAsync("ZRANGE", key.Name, 0, -1, "WITHSCORES"));

        await other.TextAsync("ZADD", key.Name, 1, """{"symbol":"X","price":5}""", 2, "[]", 3, "not json");
        var records = await engine.Store.ReadSeriesAsync(key, 10);
        Assert.Equal(["price", "$", "$", null], records.Select(record => record.Error?.Field));
        Assert.Equal(["5", "[]", "not json", null], records.Select(record => record.Error?.Text));
        Assert.All(records.Take(3), record => Assert.Equal(key.Name, record.Error?.Key));
    }

    [Fact]
    public async Task Series_SameRecordAtTwoScores_IsRefused()
    {
        await using var engine = await ConnectAsync();
        var key = new SeriesKey<Sample>("bytes:twice", 10);
        await engine.Store.AddToSeriesAsync(key, 1, Sample.Numbered(1));

        var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await engine.Store.AddToSeriesAsync(key, 2, Sample.Numbered(1)));

        Assert.Contains(key.Name, refused.Message, StringComparison.Ordinal);
        Assert.Single(await engine.Store.ReadSeriesAsync(key, 10));
    }

    [Fact]
    public async Task Scripts_ForgottenByTheServer_AreSentAgain()
    {
        await using var engine = await ConnectAsync();
        await using var other = await RawRedis.ConnectAsync(redis.Server.Port);
        Assert.Equal(1, await engine.Store.IncrementAsync("bytes:counter", 1, timeToLive: null));

        await other.TextAsync("SCRIPT", "FLUSH");

        Assert.Equal(2, await engine.Store.IncrementAsync("bytes:counter", 1, timeToLive: null));
    }

    [Fact]
    public async Task CallsThatAreNotAwaited_ShareRoundTrips()
    {
        const int calls = 5_000;
        await using var server = await RedisServer.StartAsync();
        await using var engine = await RedisEngine.ConnectAsync(Options(server.Url), TimeProvider.System);
        await using var other = await RawRedis.ConnectAsync(server.Port);
        var hash = new HashKey<Sample>("pipelined");
        await engine.Store.SetAsync(hash, Sample.Numbered(1), timeToLive: null);
        var commands = await other.StatisticAsync("total_commands_processed");
        var reads = await other.StatisticAsync("total_reads_processed");

        await Task.WhenAll(Enumerable.Range(0, calls).Select(i => engine.Store.SetAsync(hash, Sample.Numbered(i), timeToLive: null).AsTask()));

        commands = await other.StatisticAsync("total_commands_processed") - commands;
        reads = await other.StatisticAsync("total_reads_processed") - reads;
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls: {commands} commands in {reads} reads of the socket");
        Assert.True(commands >= calls);
        Assert.InRange(reads, 1, calls / 4);
    }

    private Task<RedisEngine> ConnectAsync() => RedisEngine.ConnectAsync(Options(redis.Server.Url), TimeProvider.System);

    private static RedisOptions Options(string url) => new() { Url = url, OperationTimeoutMs = 10_000 };
}
