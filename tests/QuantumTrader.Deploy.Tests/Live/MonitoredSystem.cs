namespace QuantumTrader.Deploy.Tests.Live;

/// <summary>The whole system on a redis-server of its own: every stage in one process, each with its own port. Fast timers, so that a test need not wait.</summary>
internal sealed class MonitoredSystem : IAsyncDisposable
{
    public static string Program { get; } = Path.Combine(SourceTree.Root, "src", "QuantumTrader.Cli", "bin", "Release", "net10.0", "quantum");

    /// <summary>Shown by the exporter, and no stage has anything to do with it: whose proposal a test can write.</summary>
    public const string SymbolOfOthers = "ADAUSDT";

    // Contract section 11.
    private static readonly (string Stage, int Port)[] Documented =
    [
        ("feed", 8061), ("market-state", 8062), ("risk-proposal", 8063), ("harvest-proposal", 8064), ("execution", 8065), ("intent-router", 8066), ("harvest-brain", 8067),
        ("heat-gate", 8056), ("position-state", 8045), ("governor", 8044), ("apply", 8043), ("harvest-exporter", 8042), ("safety-exporter", 9105), ("notifier", 8068),
    ];

    private static readonly string[] Exporters = ["harvest-exporter", "safety-exporter"];

    private readonly List<LiveProcess> _processes = [];

    private MonitoredSystem(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    /// <summary>Where the port that is documented really is.</summary>
    public IReadOnlyDictionary<int, int> Ports { get; } = Documented.ToDictionary(one => one.Port, _ => RedisServer.FreePort());

    /// <summary>All stages together, exporters left out.</summary>
    public int TogetherPort { get; } = RedisServer.FreePort();

    public LiveProcess[] Processes => [.. _processes];

    public static async Task<MonitoredSystem> StartAsync()
    {
        var system = new MonitoredSystem(await RedisServer.StartAsync());
        try
        {
            system.Launch(string.Join(',', Documented.Select(one => one.Stage).Except(Exporters)));
            foreach (var exporter in Exporters)
                system.Launch(exporter, ("SYMBOLS", "BTCUSDT,ETHUSDT,SOLUSDT," + SymbolOfOthers));
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>The exporter's process ends.</summary>
    public async Task StopAsync(string exporter)
    {
        var process = _processes[1 + Array.IndexOf(Exporters, exporter)];
        _processes.Remove(process);
        await process.DisposeAsync();
    }

    /// <summary>A command as redis-cli takes it, split at blanks.</summary>
    public Task<string> RedisCliAsync(string command) => Tool.SucceedAsync("redis-cli", ["-p", $"{Redis.Port}", .. command.Split(' ')]);

    /// <summary>Opens a position, unless the entry rule has opened one.</summary>
    public async Task OpenAsync(string symbol)
    {
        var outcome = await Tool.RunAsync(Program, "open", symbol, "long", "0.5", "--redis", Redis.Url);
        Assert.True(outcome.ExitCode == 0 || outcome.Output.Contains("position_open", StringComparison.Ordinal), outcome.Output + outcome.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private void Launch(string stages, params (string Name, string Value)[] settings) => _processes.Add(new LiveProcess(
        Program,
        ["run", stages, "--redis", Redis.Url],
        [.. settings, ("METRICS_STAGE_PORTS", string.Join(',', Documented.Select(one => $"{one.Stage}:{Ports[one.Port]}"))),
        ("METRICS_PORT", $"{TogetherPort}"), ("POLL_INTERVAL_SEC", "1"), ("SAMPLE_INTERVAL_SEC", "1"), ("P26_MODE", "enforce"), ("APPLY_MODE", "paper"),
        ("PUBLISH_INTERVAL_SEC", "2"), ("LOG_LEVEL", "warn"), ("NOTIFY_WEBHOOK_URL", "http://127.0.0.1:1/nobody"), ("NOTIFY_WEBHOOK_SECRET", "a test")]));
}
