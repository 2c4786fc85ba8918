using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Composition;

/// <summary>Opens the engine of a service, which may start before its Redis does.</summary>
internal static class EngineWait
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Tries for REDIS_START_WAIT_SEC, and says what it waits for: once, and again when something else is wrong.</summary>
    /// <param name="saying">Told what is waited for.</param>
    /// <exception cref="EngineUnavailableException">It does not answer in that time; or another process holds the data directory.</exception>
    public static async Task<IEngine> OpenAsync(SystemOptions options, TimeProvider time, ILogger log, Action<string> saying, CancellationToken cancellation)
    {
        var end = time.GetUtcNow() + TimeSpan.FromSeconds(options.RedisStartWaitSeconds);
        var said = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            try
            {
                var engine = await EngineFactory.OpenAsync(options, time, cancellation, log);
                if (said.Count > 0)
                    log.LogInformation("Redis answers");
                return engine;
            }
            catch (EngineUnavailableException away) when (options.IsOnRedis && time.GetUtcNow() + s_pause < end)
            {
                if (said.Add(away.Message))
                {
                    log.LogWarning("{Problem}; waiting for it up to {Seconds} s", away.Message, options.RedisStartWaitSeconds);
                    saying(away.Message);
                }

                await Task.Delay(s_pause, time, cancellation);
            }
        }
    }
}
