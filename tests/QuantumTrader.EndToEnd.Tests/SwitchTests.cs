using System.Globalization;
using System.Text.Json;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum kill</c> and <c>quantum safe-mode</c> on a real Redis.</summary>
public sealed class SwitchTests
{
    private const string Journal = "quantum:stream:operator.journal";

    [Fact]
    public async Task Kill_OnStatusOff_SaysSinceWhenAndWhy_AndJournalsEachChange()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);

        Assert.Equal(["kill switch: off", "safe mode:   off"], (await RunAsync(redis, "kill", "status")).OutputLines);

        var on = await RunAsync(redis, "kill", "on", "--reason", "exchange trouble");
        Assert.Matches(@"^kill switch: ON for all since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: exchange trouble$", on.OutputLines[0]);
        Assert.Equal("1", await view.TextAsync("quantum:kill"));
        Assert.Equal(-1, await view.TimeToLiveAsync("quantum:kill"));

        await RunAsync(redis, "kill", "on", "--scope", "btcusdt", "--reason", "its chain has stopped");
        var both = await RunAsync(redis, "kill", "status");
        Assert.StartsWith("             ON for BTCUSDT since ", both.OutputLines[1], StringComparison.Ordinal);

        await view.SetTextAsync("quantum:global:kill_switch", "1");
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var off = await RunAsync(redis, "kill", "off", "--reason", "solved");
        Assert.Equal("kill switch: off for the rest", off.OutputLines[0]);
        Assert.Null(await view.TextAsync("quantum:kill"));
        Assert.Null(await view.TextAsync("quantum:global:kill_switch"));
        Assert.Equal("1", await view.TextAsync("quantum:kill:symbol:BTCUSDT"));
        Assert.True(long.Parse((await view.TextAsync("quantum:kill:released_ms"))!, CultureInfo.InvariantCulture) >= before);

        await RunAsync(redis, "kill", "off", "--scope", "BTCUSDT", "--reason", "it moves again");
        Assert.NotNull(await view.TextAsync("quantum:kill:released_ms:BTCUSDT"));
        var again = await RunAsync(redis, "kill", "off", "--reason", "to be sure");
        Assert.Equal(["kill switch: off", "safe mode:   off", "nothing has changed: it was off"], again.OutputLines);
        Assert.Equal(
            [
                ("kill", "all", "on", "exchange trouble"), ("kill", "BTCUSDT", "on", "its chain has stopped"), ("kill", "all", "off", "solved"),
                ("kill", "BTCUSDT", "off", "it moves again"),
            ],
            (await view.StreamAsync(Journal)).Select(entry => (entry["verb"], entry["scope"], entry["value"], entry["reason"])));
    }

    [Fact]
    public async Task SafeMode_OnStatusOff_SaysHowLongAndWhy()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);

        var on = await RunAsync(redis, "safe-mode", "on", "--for", "5m", "--reason", "news at two");
        Assert.Matches(@"^safe mode:   ON, (5m0s|4m5\ds) left since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: news at two$", on.OutputLines[1]);
        Assert.InRange(await view.TimeToLiveAsync("quantum:safety:safe_mode"), 200, 300);

        var status = (await RunAsync(redis, "safe-mode", "status", "--json")).Json.GetProperty("safe_mode");
        Assert.Equal(("on", "news at two"), (status.GetProperty("state").GetString(), status.GetProperty("reason").GetString()));
        Assert.InRange(status.GetProperty("remaining_sec").GetInt64(), 200, 300);

        Assert.Equal("safe mode:   off", (await RunAsync(redis, "safe-mode", "off", "--reason", "over")).OutputLines[1]);
        Assert.Null(await view.TextAsync("quantum:safety:safe_mode"));
        Assert.Equal(["on 300s", "off"], (await view.StreamAsync(Journal)).Select(entry => entry["value"]));
    }

    // Switched by other programs, or not readable at all: shown as it is.
    [Fact]
    public async Task Status_ShowsWhatOthersHaveSwitched()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await view.SetTextAsync("quantum:global:kill_switch", "1");
        await view.SetAsync("quantum:kill:symbol:ETHUSDT", ("on", "0"));
        await view.SetTextAsync("quantum:safety:safe_mode", "1");

        Assert.Equal(
            [
                "kill switch: ON for all, set by another program", "             UNREADABLE for ETHUSDT: counts as on for what raises risk",
                "safe mode:   ON without an end, set by another program",
            ],
            (await RunAsync(redis, "kill", "status")).OutputLines);
        var json = (await RunAsync(redis, "kill", "status", "--json")).Json;
        Assert.Equal(
            [("all", "on"), ("ETHUSDT", "unreadable")],
            json.GetProperty("kill_switches").EnumerateArray().Select(line => (line.GetProperty("scope").GetString(), line.GetProperty("state").GetString())));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("changed").ValueKind);

        // An operator's off clears them all the same.
        await RunAsync(redis, "kill", "off", "--scope", "ETHUSDT", "--reason", "broken key");
        Assert.Equal("kill switch: off", (await RunAsync(redis, "kill", "off", "--reason", "mine now")).OutputLines[0]);
    }

    [Theory]
    [InlineData("kill on: --reason TEXT is needed; it is kept in the journal", "kill", "on")]
    [InlineData("kill off: --reason TEXT is needed; it is kept in the journal", "kill", "off", "--reason", " ")]
    [InlineData("kill: STATE = 'of': must be on, off or status", "kill", "of", "--reason", "x")]
    [InlineData("--scope = 'BTC/USDT': must be all or one symbol such as BTCUSDT", "kill", "on", "--reason", "x", "--scope", "BTC/USDT")]
    [InlineData("safe-mode on: --reason TEXT is needed; it is kept in the journal", "safe-mode", "on", "--for", "5m")]
    [InlineData("--for = 'soon': must be a number with s, m or h, such as 30s", "safe-mode", "on", "--for", "soon", "--reason", "x")]
    public async Task BadUsage_ExitsWith2_AndSwitchesNothing(string fault, params string[] arguments)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);

        (await Quantum.RunAsync([.. arguments, "--redis", redis.Url])).AssertRefused(2, fault);
        Assert.Null(await view.TextAsync("quantum:kill"));
        Assert.Null(await view.TextAsync("quantum:safety:safe_mode"));
    }

    [Fact]
    public async Task WithoutASystem_OrWithRedisGone_ItSaysSo()
    {
        (await Quantum.RunAsync("kill", "status")).AssertRefused(2, "kill: --redis URL or --data-dir DIR is needed, to find the system");
        var port = RedisServer.FreePort();
        var gone = await Quantum.RunAsync("kill", "on", "--reason", "x", "--redis", $"redis://127.0.0.1:{port}");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains($"127.0.0.1:{port}", Assert.Single(gone.ErrorLines), StringComparison.Ordinal);
    }

    // The embedded engine: what is switched while nothing runs holds for the next start.
    [Fact]
    public async Task DataDirectory_KeepsTheSwitch()
    {
        using var folder = new TempFolder();
        var data = folder.File("data");
        (await Quantum.RunAsync("open", "BTCUSDT", "long", "1", "--data-dir", data)).AssertDone();

        (await Quantum.RunAsync("kill", "on", "--reason", "closed for the weekend", "--data-dir", data)).AssertDone();

        Assert.EndsWith("UTC: closed for the weekend", (await Quantum.RunAsync("kill", "status", "--data-dir", data)).AssertDone().OutputLines[0], StringComparison.Ordinal);
    }

    private static async Task<Outcome> RunAsync(RedisServer redis, params string[] arguments) =>
        (await Quantum.RunAsync([.. arguments, "--redis", redis.Url])).AssertDone();
}
