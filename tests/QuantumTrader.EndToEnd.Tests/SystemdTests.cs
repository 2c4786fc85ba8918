using System.Text.Json.Nodes;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary><c>quantum run</c> as systemd starts, watches and stops it.</summary>
public sealed class SystemdTests
{
    private const string Password = "correct-horse";

    private static readonly string[] Leased = [.. Stages.InOrder, "notifier"];

    private static readonly string[] Quiet = ["--set", "ENTRY_RULE=none", "--set", "PUBLISH_INTERVAL_SEC=1"];

    [Fact]
    public async Task AllStages_AreReady_GiveSignsOfLife_AndStop()
    {
        using var folder = new TempFolder();
        using var systemd = new NotifySocket(folder.File("notify"));
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await using var system = Start(systemd, "all", redis.Url, "WATCHDOG_USEC=2000000");

        await SaysAsync(systemd, system, "READY=1");
        await SaysAsync(systemd, system, "STATUS=running");
        await Eventually.TrueAsync(() => Task.FromResult(systemd.Said.Count(line => line == "WATCHDOG=1") >= 3), system, "three signs of life");
        (await system.StopAsync()).AssertDone();

        Assert.Equal(["STOPPING=1", "STATUS=stopping"], systemd.Said.SkipWhile(line => line != "STOPPING=1").Take(2));
        foreach (var stage in Leased)
            Assert.Null(await view.TextAsync("quantum:lease:" + stage));
    }

    [Fact]
    public async Task AStandby_IsReadyToo()
    {
        using var folder = new TempFolder();
        using var systemd = new NotifySocket(folder.File("notify"));
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await using var first = Quantum.Start("run", "apply", "--redis", redis.Url);
        await Eventually.TrueAsync(async () => await view.TextAsync("quantum:lease:apply") is not null, first, "the lease");
        await using var second = Start(systemd, "apply", redis.Url);

        await SaysAsync(systemd, second, "READY=1");
        Assert.Contains("STATUS=apply: stands by, another process runs it", systemd.Said);
    }

    [Fact]
    public async Task AStartBeforeRedis_WaitsForIt_WithOneMessage()
    {
        using var folder = new TempFolder();
        using var systemd = new NotifySocket(folder.File("notify"));
        await using var redis = await RedisServer.StartAsync();
        redis.Kill();
        await using var system = Start(systemd, "apply", redis.Url, "REDIS_START_WAIT_SEC=60");
        await Eventually.TrueAsync(() => Task.FromResult(system.Errors.Contains("waiting for it up to 60 s", StringComparison.Ordinal)), system, "the message");
        await Eventually.TrueAsync(() => Task.FromResult(systemd.Said.Any(line => line.StartsWith("STATUS=waiting: ", StringComparison.Ordinal))), system, "the status");
        Assert.DoesNotContain("READY=1", systemd.Said);

        await redis.RestartAsync();

        await SaysAsync(systemd, system, "READY=1");
        var outcome = (await system.StopAsync()).AssertDone();
        Assert.Single(outcome.ErrorLines, line => line.Contains($"127.0.0.1:{redis.Port}", StringComparison.Ordinal));
        Assert.Single(outcome.ErrorLines, line => line.EndsWith("Redis answers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AStopWhileItWaits_EndsWell()
    {
        var port = RedisServer.FreePort();
        await using var system = Quantum.Start("run", "apply", "--redis", $"redis://127.0.0.1:{port}", "--set", "REDIS_START_WAIT_SEC=60");
        await Eventually.TrueAsync(() => Task.FromResult(system.Errors.Contains("waiting for it", StringComparison.Ordinal)), system, "the message");

        var outcome = await system.StopAsync();

        outcome.AssertDone();
        Assert.EndsWith("stopped before all stages had started", outcome.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task WithoutRedis_TheStartFailsInTheEnd_AsJsonWhenAskedFor_AndWithoutThePassword(string wait)
    {
        var url = $"redis://:{Password}@127.0.0.1:{RedisServer.FreePort()}";

        var outcome = await Quantum.RunAsync("run", "all", "--redis", url, "--set", $"REDIS_START_WAIT_SEC={wait}", "--set", "LOG_FORMAT=json", "--set", "LOG_LEVEL=trace");

        Assert.Equal(1, outcome.ExitCode);
        var last = JsonNode.Parse(outcome.ErrorLines[^1])!;
        Assert.Equal(("error", "run"), (last["level"]!.GetValue<string>(), last["stage"]!.GetValue<string>()));
        Assert.Contains("cannot be reached", last["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, outcome.Errors + outcome.Output, StringComparison.Ordinal);
    }

    /// <summary>Nobody may see it: not in the log, not in what systemd is told, whether it is right or wrong.</summary>
    [Fact]
    public async Task ThePassword_IsNeverSaid()
    {
        using var folder = new TempFolder();
        using var systemd = new NotifySocket(folder.File("notify"));
        await using var redis = await RedisServer.StartAsync(settings: ["--requirepass", Password]);
        await using var system = Start(systemd, "all", $"redis://:{Password}@127.0.0.1:{redis.Port}", "LOG_FORMAT=json", "LOG_LEVEL=trace");
        await SaysAsync(systemd, system, "READY=1");
        redis.Kill();
        await Eventually.TrueAsync(() => Task.FromResult(system.Errors.Contains("trying again", StringComparison.Ordinal)), system, "the loss is noticed");
        var right = (await system.StopAsync()).AssertDone();
        await redis.RestartAsync();
        var wrong = await Quantum.RunAsync("run", "apply", "--redis", $"redis://:{Password}x@127.0.0.1:{redis.Port}", "--set", "LOG_LEVEL=trace");

        Assert.Equal(1, wrong.ExitCode);
        Assert.DoesNotContain(Password, $"{right.Output}{right.Errors}{wrong.Output}{wrong.Errors}{string.Join('\n', systemd.Said)}", StringComparison.Ordinal);
        Assert.All(right.ErrorLines, line => Assert.NotNull(JsonNode.Parse(line)!["message"]));
    }

    /// <summary>A program that has not ended by then ends itself, with another exit code than 0.</summary>
    [Fact]
    public async Task WithARedisThatDoesNotAnswer_TermEndsWell()
    {
        using var folder = new TempFolder();
        using var systemd = new NotifySocket(folder.File("notify"));
        await using var redis = await RedisServer.StartAsync();
        await using var system = Start(systemd, "all", redis.Url);
        await SaysAsync(systemd, system, "READY=1");

        redis.Freeze();

        (await system.StopAsync()).AssertDone();
    }

    [Fact]
    public async Task ToTheJournal_LinesAreJsonWithTheirPriority()
    {
        // A socket for standard error, as the journal's is; the shell only says which one that is.
        var command = $"exec 2> >(cat >&1); JOURNAL_STREAM=\"$(stat -L -c %d:%i /proc/self/fd/2)\" exec {Quantum.Program} run apply --redis redis://127.0.0.1:{RedisServer.FreePort()}";

        var outcome = await Quantum.RunAsync("/bin/bash", ["-c", command]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("<2>{\"time\":", Assert.Single(outcome.OutputLines), StringComparison.Ordinal);
    }

    /// <summary>The next start takes up what the stop has left: every entry is acknowledged in the end, and no order is carried out twice.</summary>
    [Fact]
    public async Task StoppedInTheMiddle_NothingIsHalfDone()
    {
        using var folder = new TempFolder();
        using var systemd = new NotifySocket(folder.File("notify"));
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        var klines = Recorded.Cut(folder, 2_000, "BTCUSDT", "ETHUSDT");
        string[] run = ["run", "all", "--redis", redis.Url, "--set", "ENTRY_RULE=random"];
        await using (var system = Quantum.Start([.. run, "--feed", "klines", .. klines]))
        {
            await Eventually.TrueAsync(async () => (await FillsAsync(view)).Count > 0, system, "the first fill");
            (await system.StopAsync()).AssertDone();
        }

        await using var again = Start(systemd, string.Join(',', Leased[1..]), redis.Url);
        await SaysAsync(systemd, again, "READY=1");
        foreach (var (stream, group) in ((string, string)[])[("market.klines", "execution"), ("market.klines", "market_state"), ("venue.event", "position_state"), ("position.snapshot", "risk_proposal")])
        {
            await Eventually.TrueAsync(async () => (await view.GroupAsync("quantum:stream:" + stream, group)).Pending == 0, again, $"{group} has finished with {stream}");
        }

        var fills = await FillsAsync(view);
        Assert.Equal(fills.Distinct(StringComparer.Ordinal), fills);
        (await again.StopAsync()).AssertDone();
    }

    // The orders that were filled; the venue of these tests fills an order at once and whole. A fill may be told twice: its trade id says so. What was booked from the account has no order.
    private static async Task<List<string>> FillsAsync(RedisView view) =>
    [
        .. (await view.StreamAsync("quantum:stream:venue.event")).Where(told => told["kind"] == "fill" && told["order_id"].Length > 0).DistinctBy(told => told["trade_id"])
            .Select(told => told["client_order_id"]),
    ];

    private static RunningProgram Start(NotifySocket systemd, string stages, string redis, params string[] settings) => Quantum.Start(
        Quantum.Program, ["run", stages, "--redis", redis, .. Quiet], directory: null,
        [("NOTIFY_SOCKET", systemd.Path), .. settings.Select(setting => setting.Split('=')).Select(pair => (pair[0], pair[1]))]);

    private static Task SaysAsync(NotifySocket systemd, RunningProgram program, string line) =>
        Eventually.TrueAsync(() => Task.FromResult(systemd.Said.Contains(line)), program, $"{line}; so far {string.Join(" | ", systemd.Said)}");
}
