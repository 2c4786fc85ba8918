using QuantumTrader.Messaging.Embedded;

namespace QuantumTrader.Pipeline.Configuration;

/// <summary>
/// What a whole process needs. Redis is used when REDIS_URL or REDIS_HOST is set, the URL first (environment files carry both);
/// otherwise the embedded engine, with a journal when DATA_DIR is set.
/// </summary>
[SettingsSection("system", "engine, storage and logging of the process")]
public sealed class SystemOptions : ICheckedOptions
{
    public const int DefaultRedisPort = 6379;

    /// <summary>Seconds. Shorter than the time in which systemd wants a service started.</summary>
    public const int HighestStartWait = 60;

    [Setting("REDIS_URL", SecretInUrl = true, Help = "Redis server as redis://[user:password@]host[:port][/db]; wins over REDIS_HOST.")]
    public string? RedisUrl { get; init; }

    [Setting("REDIS_HOST", Help = "Redis server by name, when there is no REDIS_URL.")]
    public string? RedisHost { get; init; }

    [Setting("REDIS_PORT", Min = 1, Max = 65535, Help = "Port of REDIS_HOST.")]
    public int RedisPort { get; init; } = DefaultRedisPort;

    [Setting("REDIS_DB", Min = 0, Max = 65535, Help = "Database number on REDIS_HOST.")]
    public int RedisDb { get; init; }

    [Setting("REDIS_PASSWORD", Secret = true, Help = "Password for REDIS_HOST.")]
    public string? RedisPassword { get; init; }

    [Setting("REDIS_START_WAIT_SEC", Unit = "s", Min = 0, Max = HighestStartWait, Help = "How long a start waits for Redis to answer; 0: without Redis it fails at once.")]
    public int RedisStartWaitSeconds { get; init; }

    [Setting("DATA_DIR", Help = "Folder of the embedded engine's journal; empty keeps everything in memory only.")]
    public string? DataDirectory { get; init; }

    [Setting("FSYNC", Help = "When the journal is forced to disk.")]
    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.Everysec;

    [Setting("STAGE_LEASE_SEC", Unit = "s", Min = 0.5, Max = 60,
        Help = "On Redis a stage runs in one process at a time; after this time without a sign of it another one takes over.")]
    public double StageLeaseSeconds { get; init; } = 3;

    [Setting("LOG_LEVEL", Help = "Least serious log line that is written.")]
    public LogThreshold LogLevel { get; init; } = LogThreshold.Info;

    [Setting("LOG_FORMAT", Help = "How log lines look; auto: json when they go to the journal of systemd, else text.")]
    public LogFormat LogFormat { get; init; } = LogFormat.Auto;

    public IEnumerable<SettingFault> Check()
    {
        if (RedisUrl is not null && !IsRedisUrl(RedisUrl))
            yield return new SettingFault("REDIS_URL", RedisUrl, "must be redis://[user:password@]host[:port][/db]");
    }

    private static bool IsRedisUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "redis"
        && url.Host.Length > 0
        && url.Port != 0
        && url.Query.Length == 0
        && url.Fragment.Length == 0
        && (url.AbsolutePath is "" or "/" || (ushort.TryParse(url.AbsolutePath.AsSpan(1), out _) && url.AbsolutePath[1] != '+'));
}
