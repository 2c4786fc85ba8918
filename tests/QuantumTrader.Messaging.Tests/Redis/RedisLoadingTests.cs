using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>A server that still loads its data: it answers, tells that it is a master, and does not serve.</summary>
public sealed class RedisLoadingTests
{
    private const string Loads = "it still loads its data: LOADING";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly StreamKey<Sample> Stream = new("loading:stream", 1_000);
    private static readonly Consumer Reader = new("group", "reader");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AtTheStart_ItIsRefusedWhileItLoads_AndTakenAfterwards(bool besideAnother)
    {
        await using var redis = await LoadingRedis.StartAsync();
        await redis.RestartAsync();
        var options = Options(besideAnother ? $"{redis.Server.Url},127.0.0.1:{RedisServer.FreePort()}" : redis.Server.Url);

        var failure = await Assert.ThrowsAsync<EngineUnavailableException>(() => RedisEngine.ConnectAsync(options, TimeProvider.System));
        Assert.Contains(Loads, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);

        await redis.LetGoAsync();
        await using var engine = await Until.ServesAsync(async () => await RedisEngine.ConnectAsync(options, TimeProvider.System));
        Assert.Equal("text", await SetAsync(engine));
    }

    [Fact]
    public async Task RestartedUnderAnEngine_EveryKindOfOperationSaysIt_AndWorkGoesOnWhereItWas()
    {
        await using var redis = await LoadingRedis.StartAsync();
        await using var engine = await RedisEngine.ConnectAsync(Options(redis.Server.Url), TimeProvider.System);
        await SetAsync(engine);
        await engine.Bus.CreateGroupAsync(Stream.Name, Reader.Group, GroupStart.Beginning);
        var id = await engine.Bus.AppendAsync(Stream, Sample.Numbered(1));
        Assert.Single(await engine.Bus.ReadNewAsync(Stream, Reader, 10));
        var waiter = new StreamWaiter([Stream.Name]);
        await engine.Bus.WaitAsync(waiter, Deadline);

        await redis.RestartAsync();
        await Until.FailsAsync(() => engine.Store.GetTextAsync("key"), Loads);
        await Until.FailsAsync(async () => await SetAsync(engine), Loads);
        await Until.FailsAsync(() => engine.Bus.AppendAsync(Stream, Sample.Numbered(2)), Loads);
        await Until.FailsAsync(() => engine.Bus.ReadNewAsync(Stream, Reader, 10), Loads);
        await Until.FailsAsync(() => engine.Store.IncrementAsync("count", 1, timeToLive: null), Loads);
        await Until.FailsAsync(() => engine.Bus.WaitAsync(waiter, Deadline), Loads);

        await redis.LetGoAsync();
        Assert.Equal("text", (await Until.ServesAsync(() => engine.Store.GetTextAsync("key"))).Value);
        Assert.Equal(1, await Until.ServesAsync(() => engine.Store.IncrementAsync("count", 1, timeToLive: null)));
        Assert.Equal(id, Assert.Single(await engine.Bus.ReadPendingAsync(Stream, Reader, StreamId.Zero, 10)).Id);
        await Until.ServesAsync(() => engine.Bus.WaitAsync(waiter, TimeSpan.Zero));
        await engine.Bus.AppendAsync(Stream, Sample.Numbered(3));
        Assert.True(await Until.ServesAsync(() => engine.Bus.WaitAsync(waiter, Deadline)));
        Assert.Equal(3, Assert.Single(await engine.Bus.ReadNewAsync(Stream, Reader, 10)).Record.Value?.Epoch);
    }

    /// <summary>The connection stays, and what it answers is the refusal itself.</summary>
    [Fact]
    public async Task LoadedAnewUnderAnEngine_TheRefusalIsToldOnce_AndWorkGoesOn()
    {
        await using var redis = await LoadingRedis.StartAsync();
        await using var engine = await RedisEngine.ConnectAsync(Options(redis.Server.Url), TimeProvider.System);
        await SetAsync(engine);

        var reloading = redis.ReloadAsync();
        await Until.FailsAsync(() => engine.Store.GetTextAsync("key"), $"does not serve: {Loads}");
        var failure = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await SetAsync(engine));
        Assert.Equal(failure.Message.IndexOf("LOADING", StringComparison.Ordinal), failure.Message.LastIndexOf("LOADING", StringComparison.Ordinal));

        await redis.LetGoAsync();
        await reloading;
        Assert.Equal("text", (await Until.ServesAsync(() => engine.Store.GetTextAsync("key"))).Value);
    }

    private static async Task<string> SetAsync(RedisEngine engine)
    {
        await engine.Store.SetTextAsync("key", "text", timeToLive: null);
        return "text";
    }

    private static RedisOptions Options(string url) => new() { Url = url, ConnectTimeoutMs = 2_000, OperationTimeoutMs = 2_000 };
}
