using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests;

/// <summary>The settings of Redis as an operator gives them: TLS, passwords in files, prefixes, several hosts.</summary>
public sealed class RedisSettingsTests
{
    private const string Secret = "right-one";
    private const string Proposal = "quantum:harvest:proposal:BTCUSDT";
    private const string Services = "market-state,position-state,risk-proposal,harvest-proposal";

    [Fact]
    public async Task Tls_WithAPasswordInAFile_Works_AndEveryMistakeEndsWithOneLine()
    {
        using var files = new TlsFiles();
        using var others = new TlsFiles();
        using var folder = new TempFolder();
        await using var redis = await RedisServer.StartWithTlsAsync(files, "--requirepass", Secret);
        var (right, wrong) = (folder.Write("right", Secret + "\n"), folder.Write("wrong", "wrong-one\n"));
        string[] host = ["--set", "REDIS_HOST=127.0.0.1", "--set", $"REDIS_PORT={redis.Port}"];
        string[] tls = [.. host, "--set", "REDIS_TLS=true", "--set", $"REDIS_TLS_CERT_FILE={files.ClientFile}", "--set", $"REDIS_TLS_KEY_FILE={files.ClientKeyFile}"];
        string[] trusted = [.. tls, "--set", $"REDIS_TLS_CA_FILE={files.AuthorityFile}"];

        (await RunAsync([.. trusted, "--set", $"REDIS_PASSWORD_FILE={right}", "--set", "FEED_HISTORY_BARS=1"])).AssertDone();
        await RefusedAsync(1, "it refuses the login: WRONGPASS", [.. trusted, "--set", $"REDIS_PASSWORD_FILE={wrong}"]);
        await RefusedAsync(1, "it refuses the login: WRONGPASS", [.. trusted, "--set", "REDIS_PASSWORD=wrong-one"]);
        await RefusedAsync(1, "it wants a password: NOAUTH", trusted);
        await RefusedAsync(1, "its certificate is signed by nobody who is trusted here", tls);
        await RefusedAsync(1, "its certificate is signed by nobody who is trusted here", [.. tls, "--set", $"REDIS_TLS_CA_FILE={others.AuthorityFile}"]);
        await RefusedAsync(1, "it may want TLS (rediss://)", host);
        await RefusedAsync(2, "REDIS_PASSWORD_FILE", [.. trusted, "--set", $"REDIS_PASSWORD_FILE={folder.File("none")}"]);
        await RefusedAsync(2, "REDIS_TLS_CA_FILE", [.. tls, "--set", $"REDIS_TLS_CA_FILE={folder.File("none")}"]);
        await RefusedAsync(2, "needs TLS", [.. host, "--set", $"REDIS_TLS_CA_FILE={files.AuthorityFile}"]);
        await RefusedAsync(2, "rediss:// is TLS", ["--set", "REDIS_URL=redis://127.0.0.1", "--set", "REDIS_TLS=true"]);
    }

    [Fact]
    public async Task TwoSystems_OnOneDatabase_DoNotSeeEachOther()
    {
        string[] symbols = ["BTCUSDT", "ETHUSDT"];
        using var folder = new TempFolder();
        var klines = Recorded.Cut(folder, 300, symbols);
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        string[] common = ["run", "feed,execution," + Services, "--redis", redis.Url, "--feed", "klines", .. klines];

        var runs = await Task.WhenAll(((string[])["blue:", "green:"]).Select(prefix => Quantum.RunAsync([.. common, "--set", $"QUANTUM_KEY_PREFIX={prefix}"])));

        Assert.All(runs, run => run.AssertDone());
        var keys = await view.KeysAsync();
        Assert.All(keys, key => Assert.True(key.StartsWith("blue:quantum:", StringComparison.Ordinal) || key.StartsWith("green:quantum:", StringComparison.Ordinal), key));
        foreach (var stream in (string[])["market.klines", "risk.proposal", "harvest.proposal"])
        {
            var (blue, green) = (await view.StreamAsync("blue:quantum:stream:" + stream), await view.StreamAsync("green:quantum:stream:" + stream));
            Assert.NotEmpty(blue);
            Assert.Equal(blue.Count, green.Count);
        }

        (await Quantum.RunAsync("kill", "on", "--reason", "x", "--redis", redis.Url, "--set", "QUANTUM_KEY_PREFIX=blue:")).AssertDone();
        Assert.Equal("kill switch: off", (await Quantum.RunAsync("kill", "status", "--redis", redis.Url, "--set", "QUANTUM_KEY_PREFIX=green:")).AssertDone().OutputLines[0]);
    }

    [Fact]
    public async Task MemoryFullAndReadOnly_TheServicesSayWhy_AndResume()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var view = await RedisView.ConnectAsync(redis.Port);
        await Market.WriteAsync(view, "BTCUSDT");
        await Market.WritePositionAsync(view, "BTCUSDT", 100.5);
        await using var services = Quantum.Start("run", Services, "--redis", redis.Url, "--set", "PUBLISH_INTERVAL_SEC=1");
        await ProposalAsync(view, services, "NONE");

        // What stands there already may still be changed by the test: only what needs memory is refused.
        await Market.WritePositionAsync(view, "BTCUSDT", 103);
        await view.TellAsync("CONFIG", "SET", "maxmemory", "1");
        await SaidAsync(services, "its memory is full (maxmemory): OOM");
        await view.TellAsync("CONFIG", "SET", "maxmemory", "0");
        await Market.WritePositionAsync(view, "BTCUSDT", 103);
        await ProposalAsync(view, services, "PARTIAL_50");

        await view.TellAsync("REPLICAOF", "127.0.0.1", RedisServer.FreePort());
        await SaidAsync(services, "it is a read-only replica");
        await view.TellAsync("REPLICAOF", "NO", "ONE");
        await using var after = await RedisView.ConnectAsync(redis.Port);
        await after.DeleteAsync(Proposal);
        await Market.WriteAsync(after, "BTCUSDT");
        await Market.WritePositionAsync(after, "BTCUSDT", 100.5);
        await ProposalAsync(after, services, "NONE");
        (await services.StopAsync()).AssertDone();
    }

    [Fact]
    public async Task ClusterNode_IsRefusedAtTheStart()
    {
        await using var node = await RedisServer.StartAsync(durable: false, "--cluster-enabled", "yes");

        await RefusedAsync(1, "it is a Redis Cluster node: a single server is required", ["--redis", node.Url]);
    }

    [Fact]
    public async Task MasterKilled_ReplicaPromoted_TheServicesGoOnThere()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartAsync(durable: false, "--replicaof", $"127.0.0.1 {first.Port}", "--repl-diskless-sync-delay", "0");
        await using (var view = await RedisView.ConnectAsync(first.Port))
        {
            await Market.WriteAsync(view, "BTCUSDT");
            await Market.WritePositionAsync(view, "BTCUSDT", 100.5);
        }

        await using var services = Quantum.Start("run", Services, "--redis", $"redis://127.0.0.1:{first.Port},127.0.0.1:{second.Port}/0", "--set", "PUBLISH_INTERVAL_SEC=1");
        await using var replica = await RedisView.ConnectAsync(second.Port);
        await ProposalAsync(replica, services, "NONE");

        first.Kill();
        await SaidAsync(services, "none of them is a master");
        await replica.TellAsync("REPLICAOF", "NO", "ONE");
        await using var promoted = await RedisView.ConnectAsync(second.Port);
        await Market.WriteAsync(promoted, "BTCUSDT");
        await Market.WritePositionAsync(promoted, "BTCUSDT", 103);

        await ProposalAsync(promoted, services, "PARTIAL_50");
        (await services.StopAsync()).AssertDone();
    }

    /// <summary>A big Redis loads for minutes after its start. Each stage says so once, however often it asks.</summary>
    [Fact]
    public async Task StillLoading_AStartFailsOrWaits_AndRunningServicesSayItOnce_AndResume()
    {
        const string Loads = "it still loads its data: LOADING";
        await using var redis = await LoadingRedis.StartAsync();
        await redis.RestartAsync();
        string[] run = ["run", Services, "--redis", redis.Server.Url, "--set", "PUBLISH_INTERVAL_SEC=1"];
        await RefusedAsync(1, Loads, ["--redis", redis.Server.Url]);
        await using var services = Quantum.Start([.. run, "--set", "REDIS_START_WAIT_SEC=60"]);
        await SaidAsync(services, "waiting for it up to 60 s");
        Assert.Contains(Loads, Assert.Single(services.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);

        await redis.LetGoAsync();
        await SaidAsync(services, "Redis answers");
        await using var view = await RedisView.ConnectAsync(redis.Server.Port);
        await Market.WriteAsync(view, "BTCUSDT");
        await Market.WritePositionAsync(view, "BTCUSDT", 100.5);
        await ProposalAsync(view, services, "NONE");

        var told = services.Errors.Length;
        await redis.RestartAsync();
        foreach (var stage in Services.Split(','))
            await Eventually.TrueAsync(() => Task.FromResult(Loading(services.Errors[told..]).Any(line => line.Contains($" {stage}: ", StringComparison.Ordinal))), services, $"{stage} says it");
        await redis.LetGoAsync();
        await using var after = await RedisView.ConnectAsync(redis.Server.Port);
        await Market.WriteAsync(after, "BTCUSDT");
        await Market.WritePositionAsync(after, "BTCUSDT", 103);
        await ProposalAsync(after, services, "PARTIAL_50");
        var outcome = (await services.StopAsync()).AssertDone();

        // The same words once from each, less the time in front of them.
        var said = Loading(outcome.Errors).Select(line => line[line.IndexOf(' ', StringComparison.Ordinal)..]).ToList();
        Assert.Equal(said.Distinct(), said);

        static IEnumerable<string> Loading(string errors) => errors.Split('\n').Where(line => line.Contains(Loads, StringComparison.Ordinal));
    }

    // One bar, and nothing more: whatever fails, fails before.
    private static Task<Outcome> RunAsync(string[] arguments) => Quantum.RunAsync(["run", "feed", "--once", .. arguments]);

    private static async Task RefusedAsync(int code, string why, string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        Assert.Contains(why, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("-one", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(code, outcome.ExitCode);
    }

    private static Task SaidAsync(RunningProgram services, string text) => Eventually.TrueAsync(
        () => Task.FromResult(services.Errors.Contains(text, StringComparison.Ordinal)), services, text);

    private static Task<Dictionary<string, string>> ProposalAsync(RedisView view, RunningProgram services, string action) => Eventually.SomeAsync(
        async () => await view.HashAsync(Proposal) is { } hash && hash["harvest_action"] == action ? hash : null, services, $"{Proposal} with {action}");
}
