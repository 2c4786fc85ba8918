using System.Diagnostics;

namespace QuantumTrader.Tests.Support;

/// <summary>A real redis-server that, started again, loads its data for as long as the test wants. Until then it answers every client with LOADING.</summary>
public sealed class LoadingRedis : IAsyncDisposable
{
    private const int Keys = 3_000;
    private const int KeyBytes = 1_024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // While it loads, it listens after each key, and then rests for 20 ms: a minute for all of them, unless it is let go before.
    private static readonly string[] Slow =
    [
        "--key-load-delay", "20000", "--loading-process-events-interval-bytes", $"{KeyBytes}", "--rdbcompression", "no", "--enable-debug-command", "yes",
    ];

    private LoadingRedis(RedisServer server) => Server = server;

    public RedisServer Server { get; }

    /// <summary>It serves: there is nothing yet that it could load.</summary>
    public static async Task<LoadingRedis> StartAsync()
    {
        var redis = new LoadingRedis(await RedisServer.StartAsync(durable: false, Slow));
        await redis.DoAsync($"DEBUG POPULATE {Keys} test:ballast {KeyBytes}");
        return redis;
    }

    /// <summary>Saves everything, kills it, starts it again, and returns when it says that it loads.</summary>
    public async Task RestartAsync()
    {
        await DoAsync("SAVE");
        Server.Kill();
        Server.Launch();
        await SaysAsync("-LOADING");
    }

    /// <summary>Saves everything and loads it again without an end of any connection. Returns when it has been let go and is done.</summary>
    public Task ReloadAsync() => DoAsync("DEBUG RELOAD");

    /// <summary>Lets it finish, and returns when it serves.</summary>
    public async Task LetGoAsync()
    {
        await DoAsync("CONFIG SET key-load-delay 0");
        await SaysAsync("+PONG");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task SaysAsync(string answer)
    {
        var waited = Stopwatch.StartNew();
        while (!(await Server.TellAsync("PING")).StartsWith(answer, StringComparison.Ordinal))
        {
            if (waited.Elapsed > Limit)
                throw new TimeoutException($"redis-server on port {Server.Port} does not say {answer}");
            await Task.Delay(Pause);
        }
    }

    private async Task DoAsync(string command)
    {
        if (await Server.TellAsync(command) is not ['+', 'O', 'K', ..] and var answer)
            throw new InvalidOperationException($"{command}: {answer}");
    }
}
