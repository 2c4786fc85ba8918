using System.Globalization;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum run intent-router</c> on a real Redis, with intents that another program writes.</summary>
public sealed class IntentTests
{
    private const string Intents = "quantum:stream:trade.intent";
    private const string Rejected = "quantum:stream:trade.intent.rejected";
    private const string Entries = "quantum:stream:paper.entry";
    private const string Orders = "quantum:stream:execution.order";
    private const string SafeMode = "quantum:safety:safe_mode";
    private const int WindowSec = 10;

    // Also what a person does: safe mode is on, an exit passes, the operator sees why and lifts it.
    [Fact]
    public async Task The21stIntent_TripsSafeMode_AReduceOnlyOnePasses_AndTheOperatorSeesWhy()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await Market.WritePositionAsync(view, "BTCUSDT", 105);
        await using var router = await StartAsync(redis, view);

        await BeginOfAWindowAsync();
        for (var n = 1; n <= 21; n++)
            await AppendAsync(view, Open($"i{n}", $"S{n % 5}USDT"));
        await Eventually.TrueAsync(async () => (await view.StreamAsync(Rejected)).Count > 0, router, "a refused intent");

        Assert.Equal(20, (await view.StreamAsync(Entries)).Count);
        var rejected = Assert.Single(await view.StreamAsync(Rejected));
        Assert.Equal(("GLOBAL_RATE_EXCEEDED", "i21", "S1USDT"), (rejected["reason"], rejected["correlation_id"], rejected["symbol"]));
        Assert.Equal("1", await view.TextAsync(SafeMode));
        Assert.InRange(await view.TimeToLiveAsync(SafeMode), 250, 300);
        var fault = Assert.Single(await view.StreamAsync("quantum:stream:safety.fault"));
        Assert.Equal(
            [
                "timestamp", "reason", "symbol", "side", "global_count", "symbol_count", "global_max", "symbol_max", "window_sec", "cooldown_sec",
                "router_pid", "correlation_id", "trace_id",
            ],
            fault.Keys);
        Assert.Equal(
            ("GLOBAL_RATE_EXCEEDED", "S1USDT", "BUY", "21", "5", "20", "5", "10", "300", "i21", "t"),
            (fault["reason"], fault["symbol"], fault["side"], fault["global_count"], fault["symbol_count"], fault["global_max"], fault["symbol_max"],
                fault["window_sec"], fault["cooldown_sec"], fault["correlation_id"], fault["trace_id"]));

        await AppendAsync(view, Close("c1"));
        var order = await OrderAsync(view, router);
        Assert.Equal(
            ("intent", "CLOSE_QUANTITY", "0.5", "true", "LONG", "c1"),
            (order["origin"], order["step"], order["qty"], order["reduce_only"], order["position_side"], order["plan_id"]));

        var status = (await Quantum.RunAsync("safe-mode", "status", "--redis", redis.Url)).AssertDone();
        Assert.EndsWith("UTC: GLOBAL_RATE_EXCEEDED by S1USDT BUY", status.OutputLines[1], StringComparison.Ordinal);
        (await Quantum.RunAsync("safe-mode", "off", "--reason", "a test", "--redis", redis.Url)).AssertDone();

        // In the window that tripped it one more opening would trip it again.
        await NextWindowAsync();
        await AppendAsync(view, Open("later", "ETHUSDT"));
        await Eventually.TrueAsync(async () => (await view.StreamAsync(Entries)).Count == 21, router, "an opening after safe mode");
        (await router.StopAsync()).AssertDone();
    }

    [Fact]
    public async Task The6thIntentOfASymbol_TripsSafeMode()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await using var router = await StartAsync(redis, view);

        await BeginOfAWindowAsync();
        for (var n = 1; n <= 6; n++)
            await AppendAsync(view, Open($"i{n}", "BTCUSDT"));
        await Eventually.TrueAsync(async () => (await view.StreamAsync(Rejected)).Count > 0, router, "a refused intent");

        Assert.Equal("SYMBOL_RATE_EXCEEDED", Assert.Single(await view.StreamAsync(Rejected))["reason"]);
        Assert.Equal(5, (await view.StreamAsync(Entries)).Count);
        Assert.Equal("6", Assert.Single(await view.StreamAsync("quantum:stream:safety.fault"))["symbol_count"]);
    }

    [Fact]
    public async Task KillSwitch_StopsTheRouter_AndBacklogIsRefusedWhenItIsOff()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await Market.WritePositionAsync(view, "BTCUSDT", 105);
        (await Quantum.RunAsync("kill", "on", "--reason", "trouble", "--redis", redis.Url)).AssertDone();
        await using (var router = await StartAsync(redis, view))
        {
            await AppendAsync(view, Close("while on"));
            await ReasonsAsync(view, router, "kill_switch_active");
            (await router.StopAsync()).AssertDone();
        }

        await AppendAsync(view, Close("piled up"));
        (await Quantum.RunAsync("kill", "off", "--reason", "solved", "--redis", redis.Url)).AssertDone();
        await AppendAsync(view, Close("new"));
        await using var again = await StartAsync(redis, view);

        Assert.Equal("new", (await OrderAsync(view, again))["plan_id"]);
        await ReasonsAsync(view, again, "kill_switch_active", "stale_after_halt");
    }

    [Fact]
    public async Task Open_WhileTheKillSwitchIsOn_IsRefused()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await using var router = await StartAsync(redis, view);
        (await Quantum.RunAsync("kill", "on", "--reason", "trouble", "--redis", redis.Url)).AssertDone();

        var refused = await Quantum.RunAsync("open", "BTCUSDT", "long", "1", "--redis", redis.Url);

        Assert.Equal((1, "BTCUSDT: refused: kill_switch_active"), (refused.ExitCode, Assert.Single(refused.OutputLines)));
    }

    // Nothing that came before a loss of Redis is acted on twice after it, and what comes later flows.
    [Fact]
    public async Task RedisKilledAndRestarted_TheRouterResumes()
    {
        await using var redis = await RedisServer.StartAsync(durable: true);
        await using (var before = await RedisView.ConnectAsync(redis.Port))
        {
            await Market.WritePositionAsync(before, "BTCUSDT", 105);
            await using var router = await StartAsync(redis, before);
            await AppendAsync(before, Close("first"));
            await OrderAsync(before, router);
            redis.Kill();
            await Eventually.TrueAsync(() => Task.FromResult(router.Errors.Contains("trying again", StringComparison.Ordinal)), router, "the loss is noticed");
            await redis.RestartAsync();

            await using var after = await RedisView.ConnectAsync(redis.Port);
            await AppendAsync(after, Close("second"));
            await Eventually.TrueAsync(async () => (await after.StreamAsync(Orders)).Count == 2, router, "an order after the loss");
            Assert.Equal(["first", "second"], (await after.StreamAsync(Orders)).Select(order => order["plan_id"]));
        }
    }

    private static string Open(string id, string symbol) => Intent(id, symbol, "BUY", 1, "OPEN", reduceOnly: false);

    private static string Close(string id) => Intent(id, "BTCUSDT", "SELL", 0.5, "HARVEST_PARTIAL", reduceOnly: true);

    private static string Intent(string id, string symbol, string side, double quantity, string type, bool reduceOnly) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"symbol":"{{symbol}}","side":"{{side}}","qty":{{quantity}},"intent_type":"{{type}}","reason":"a test","reduce_only":{{(reduceOnly ? "true" : "false")}},
        "source":"test","correlation_id":"{{id}}","trace_id":"t","timestamp":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}
        """);

    private static Task AppendAsync(RedisView view, string intent) => view.AppendAsync(Intents, ("payload", intent));

    private static async Task<RunningProgram> StartAsync(RedisServer redis, RedisView view)
    {
        var router = Quantum.Start("run", "intent-router", "--redis", redis.Url);
        await Eventually.TrueAsync(async () => (await view.GroupsAsync(Intents)).Contains("intent_router"), router, "the router's group");
        return router;
    }

    private static async Task<Dictionary<string, string>> OrderAsync(RedisView view, RunningProgram router) =>
        await Eventually.SomeAsync(async () => (await view.StreamAsync(Orders)).FirstOrDefault(), router, "an order");

    // A router that is stopped between a refusal and its acknowledgement leaves the entry to the next one, which refuses it again under the same entry id.
    private static Task ReasonsAsync(RedisView view, RunningProgram router, params string[] reasons) => Eventually.TrueAsync(
        async () => (await view.StreamAsync(Rejected)).DistinctBy(rejected => rejected["entry_id"]).Select(rejected => rejected["reason"]).SequenceEqual(reasons), router, string.Join(", ", reasons));

    // The intents of one test belong into one window of the wall clock.
    private static async Task BeginOfAWindowAsync()
    {
        const int Enough = 5;
        while (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % WindowSec >= Enough)
            await Task.Delay(TimeSpan.FromMilliseconds(100));
    }

    private static async Task NextWindowAsync()
    {
        for (var now = Window(); Window() == now;)
            await Task.Delay(TimeSpan.FromMilliseconds(100));
    }

    private static long Window() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / WindowSec;
}
