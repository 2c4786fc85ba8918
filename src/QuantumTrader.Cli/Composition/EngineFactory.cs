using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Composition;

/// <summary>Opens the engine that the settings ask for.</summary>
internal static class EngineFactory
{
    /// <exception cref="EngineUnavailableException">Redis does not answer, or another process holds the data directory.</exception>
    public static async Task<IEngine> OpenAsync(SystemOptions options, TimeProvider time, CancellationToken cancellation)
    {
        if (RedisUrlOf(options) is { } url)
            return await RedisEngine.ConnectAsync(new RedisOptions { Url = url }, time, cancellation);
        return options.DataDirectory is { } directory
            ? EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = directory, Fsync = options.Fsync }, time)
            : new EmbeddedEngine(time);
    }

    public static string? RedisUrlOf(SystemOptions options)
    {
        if (options.RedisUrl is not null)
            return options.RedisUrl;
        if (options.RedisHost is not { } host)
            return null;
        var login = options.RedisPassword is { } password ? $":{Uri.EscapeDataString(password)}@" : "";
        return $"redis://{login}{host}:{options.RedisPort}/{options.RedisDb}";
    }
}
