using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>Two systems on one database, told apart by their prefixes. The contract under a prefix is <see cref="RedisTlsContract"/>.</summary>
public sealed class RedisPrefixTests(RunningRedis redis) : IClassFixture<RunningRedis>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly StreamKey<Sample> Stream = new("stream", 1_000);
    private static readonly Consumer Reader = new("group", "reader");

    [Fact]
    public async Task TwoSystems_DoNotSeeEachOther_AndEveryKeyIsUnderAPrefix()
    {
        await using var blue = await ConnectAsync("blue:");
        await using var green = await ConnectAsync("green.");
        await blue.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        await green.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        var waiter = new StreamWaiter([Stream.Name]);
        await green.Bus.WaitAsync(waiter, Deadline);

        var id = await blue.Bus.AppendAsync(Stream, Sample.Numbered(1));
        await blue.Store.SetTextAsync("text", "blue", timeToLive: null);
        await blue.Store.SetAsync(new HashKey<Sample>("hash"), Sample.Numbered(1), timeToLive: null);
        await blue.Store.AddToSeriesAsync(new SeriesKey<Sample>("series", 10), 1, Sample.Numbered(1));
        await blue.Store.IncrementAsync("count", 1, timeToLive: null);
        await blue.Store.ConsumeTogetherAsync([new("text", "blue")], new ConsumeMark("mark", "m", TimeToLive: null));
        Assert.Single(await blue.Bus.ReadNewAsync(Stream, Reader, 10));
        await blue.Bus.DeadLetterAsync(Stream.Name, Reader.Group, id, "reason");

        Assert.False(await green.Bus.WaitAsync(waiter, TimeSpan.FromMilliseconds(50)));
        Assert.Empty(await green.Bus.ReadNewAsync(Stream, Reader, 10));
        Assert.True((await green.Store.GetTextAsync("mark")).IsMissing);
        Assert.Equal(["stream"], await green.Monitor.FindKeysAsync("", ""));
        Assert.Equal(
            ["count", "hash", "mark", "series", "stream", StreamKey.DeadLettersOf("stream")],
            (await blue.Monitor.FindKeysAsync("", "")).Order(StringComparer.Ordinal));
        Assert.Equal(["text"], (await green.Store.ConsumeTogetherAsync([new("text", "blue")])).Blocking);

        await using var raw = await RawRedis.ConnectAsync(redis.Server.Port);
        Assert.All(await raw.TextsAsync("KEYS", "*"), key => Assert.True(key.StartsWith("blue:", StringComparison.Ordinal) || key == "green.stream", key));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task PrefixThatScansCouldMistake_IsRefused(string prefix)
    {
        var refused = await Assert.ThrowsAsync<FormatException>(() => ConnectAsync(prefix));

        Assert.Contains($"'{prefix}'", refused.Message, StringComparison.Ordinal);
    }

    private Task<RedisEngine> ConnectAsync(string prefix) =>
        RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Server.Url, KeyPrefix = prefix }, TimeProvider.System);
}
