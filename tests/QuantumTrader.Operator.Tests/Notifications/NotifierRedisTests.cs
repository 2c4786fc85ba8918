using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using StackExchange.Redis;

namespace QuantumTrader.Operator.Tests.Notifications;

/// <summary>The notifier on a real redis-server, beside another program that writes as redis-cli does.</summary>
public sealed class NotifierRedisTests
{
    [Fact]
    public async Task KillSwitchSetByRedisCli_IsTold_AndItsReleaseToo()
    {
        await using var world = await World.StartAsync();
        await world.Bench.StartAsync();
        await world.CommandAsync("SET", "quantum:kill", "1");
        await world.Bench.PassAsync(1);
        await world.Bench.PassAsync(1);
        Assert.Equal(["kill switch ON: set by another program"], world.Bench.Told());

        await world.CommandAsync("DEL", "quantum:kill");
        await world.Bench.PassAsync(1);
        await world.Bench.PassAsync(1);
        Assert.Equal(["kill switch off: released by another program"], world.Bench.Told());
    }

    [Fact]
    public async Task KeyThatHoldsNoText_IsToldAsUnreadable()
    {
        await using var world = await World.StartAsync();
        await world.CommandAsync("HSET", "quantum:kill", "on", "0");
        await world.CommandAsync("RPUSH", "quantum:safety:safe_mode", "1");
        await world.Bench.StartAsync();

        Assert.Equal(
            ["kill switch UNREADABLE: its key holds no text, and counts as on for what raises risk", "safe mode UNREADABLE: its key holds no text, and what raises risk is denied"],
            world.Bench.Told());
    }

    [Fact]
    public async Task SafeMode_IsTold_AndItsEnd()
    {
        await using var world = await World.StartAsync();
        await world.Bench.StartAsync();
        await world.CommandAsync(
            "XADD", "quantum:stream:safety.fault", "*", "timestamp", $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}", "reason", "GLOBAL_RATE_EXCEEDED", "symbol", "BTCUSDT", "side", "BUY",
            "cooldown_sec", "300", "router_pid", "1");
        await world.CommandAsync("SET", "quantum:safety:safe_mode", "1", "PX", "60000");
        await world.Bench.StepAsync();
        await world.Bench.PassAsync(1);
        Assert.Equal(["BTCUSDT: safety fault GLOBAL_RATE_EXCEEDED by BUY; safe mode for 300 s", "safe mode ON for 300 s: GLOBAL_RATE_EXCEEDED by BTCUSDT BUY"], world.Bench.Told());

        await world.CommandAsync("PEXPIRE", "quantum:safety:safe_mode", "1");
        await Task.Delay(20);
        await world.Bench.PassAsync(1);
        await world.Bench.PassAsync(1);
        Assert.Equal(["safe mode has ended"], world.Bench.Told());
    }

    [Fact]
    public async Task Suggestion_IsToldOnce_AlsoByTheNextProcess()
    {
        await using var world = await World.StartAsync();
        await world.Bench.StartAsync();
        var nowMs = world.Bench.Context.NowMs;
        await world.Bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(nowMs, "a"));
        await world.Bench.StepAsync();
        Assert.Equal(["BTCUSDT: would close 0.25 at 1.50 R, profit 31.2: rung_reached"], world.Bench.Told());

        await world.Bench.Context.Bus.AppendAsync(Keys.HarvestSuggestions, Given.Act(nowMs, "b"));
        await world.Bench.StartAsync();
        Assert.Equal("b", Assert.Single(world.Bench.Sink.All).PlanId);
        await world.Bench.StartAsync();
        Assert.Empty(world.Bench.Told());
    }

    // Others' mistakes go to the dead letters, with the reason, and hold nothing up.
    [Fact]
    public async Task EntryThatCannotBeRead_HoldsNothingUp()
    {
        await using var world = await World.StartAsync();
        await world.Bench.StartAsync();
        await world.CommandAsync("XADD", Keys.GovernorEvents.Name, "*", "event", "exploded", "reason", "x", "ts_ms", "1");
        await world.CommandAsync("XADD", Keys.GovernorEvents.Name, "*", "event", "rearmed", "reason", "looked at it", "ts_ms", $"{world.Bench.Context.NowMs}");
        await world.Bench.StepAsync();

        Assert.Equal(["apply armed again: looked at it"], world.Bench.Told());
        Assert.Equal(1, await world.Bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Keys.GovernorEvents.Name)));
    }

    private sealed class World : IAsyncDisposable
    {
        private readonly RedisServer _server;
        private readonly ConnectionMultiplexer _other;

        private World(RedisServer server, ConnectionMultiplexer other, StageBench bench) => (_server, _other, Bench) = (server, other, bench);

        public StageBench Bench { get; }

        // Entries have the server's own time: the clock begins there.
        public static async Task<World> StartAsync()
        {
            var server = await RedisServer.StartAsync();
            var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = server.Url }, TimeProvider.System);
            return new World(server, await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port}"), new StageBench(engine, DateTimeOffset.UtcNow));
        }

        public Task<RedisResult> CommandAsync(params string[] words) => _other.GetDatabase().ExecuteAsync(words[0], [.. words.Skip(1)]);

        public async ValueTask DisposeAsync()
        {
            _other.Dispose();
            await Bench.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
