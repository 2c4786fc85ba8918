using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Composition;

/// <summary>Opens the engine that the settings ask for.</summary>
internal static class EngineFactory
{
    /// <param name="log">Hears what is dangerous about the engine's own settings.</param>
    /// <exception cref="EngineUnavailableException">Redis does not answer, or another process holds the data directory.</exception>
    /// <exception cref="SettingsException">A file that the settings name does not hold what it should.</exception>
    public static async Task<IEngine> OpenAsync(SystemOptions options, TimeProvider time, CancellationToken cancellation, ILogger? log = null)
    {
        if (RedisOf(options) is { } redis)
        {
            var engine = await OpenRedisAsync(redis with { Password = PasswordOf(options) }, time, cancellation);
            if (engine.Warning is { } warning)
                log?.LogWarning("{Warning}", warning);
            return engine;
        }

        return options.DataDirectory is { } directory
            ? EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = directory, Fsync = options.Fsync }, time)
            : new EmbeddedEngine(time);
    }

    /// <summary>Which Redis, without a password that stands outside of the URL; null for the embedded engine.</summary>
    public static RedisOptions? RedisOf(SystemOptions options) => options.IsOnRedis
        ? new RedisOptions
        {
            Url = options.RedisUrl ?? UrlOf(options),
            AuthorityFile = options.RedisTlsAuthorityFile,
            CertificateFile = options.RedisTlsCertificateFile,
            KeyFile = options.RedisTlsKeyFile,
            KeyPrefix = options.KeyPrefix ?? "",
        }
        : null;

    private static async Task<RedisEngine> OpenRedisAsync(RedisOptions redis, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await RedisEngine.ConnectAsync(redis, time, cancellation);
        }
        catch (FormatException fault)
        {
            throw new SettingsException([new SettingFault(Key: null, Value: null, fault.Message)]);
        }
    }

    private static string UrlOf(SystemOptions options)
    {
        var host = options.RedisHost!.Contains(':', StringComparison.Ordinal) ? $"[{options.RedisHost}]" : options.RedisHost;
        return $"{(options.RedisTls ? "rediss" : "redis")}://{host}:{options.RedisPort}/{options.RedisDb}";
    }

    private static string? PasswordOf(SystemOptions options)
    {
        if (options.RedisPasswordFile is not { } path)
            return options.RedisPassword;
        var (password, problem) = SecretFile.Read(path);
        return problem is null ? password : throw new SettingsException([new SettingFault("REDIS_PASSWORD_FILE", path, $"must name a file that holds the password: {problem}")]);
    }
}
