using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Redis;

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

    [Setting("REDIS_URL", SecretInUrl = true, Help = "Redis server as redis://[:password@]host[:port][,host[:port]...][/db], rediss:// for TLS; of several hosts the master is used; wins over REDIS_HOST.")]
    public string? RedisUrl { get; init; }

    [Setting("REDIS_HOST", Help = "Redis server by name, when there is no REDIS_URL.")]
    public string? RedisHost { get; init; }

    [Setting("REDIS_PORT", Min = 1, Max = 65535, Help = "Port of REDIS_HOST.")]
    public int RedisPort { get; init; } = DefaultRedisPort;

    [Setting("REDIS_DB", Min = 0, Max = 65535, Help = "Database number on REDIS_HOST.")]
    public int RedisDb { get; init; }

    [Setting("REDIS_PASSWORD", Secret = true, Help = "Password, for REDIS_HOST and for a REDIS_URL without one.")]
    public string? RedisPassword { get; init; }

    [Setting("REDIS_PASSWORD_FILE", Help = "File that holds the password, for REDIS_HOST and for a REDIS_URL without one.")]
    public string? RedisPasswordFile { get; init; }

    [Setting("REDIS_TLS", Help = "Speak TLS to REDIS_HOST; a REDIS_URL says it by rediss://.")]
    public bool RedisTls { get; init; }

    [Setting("REDIS_TLS_CA_FILE", Help = "PEM file of authorities that may have signed the server's certificate, besides those of the system.")]
    public string? RedisTlsAuthorityFile { get; init; }

    [Setting("REDIS_TLS_CERT_FILE", Help = "PEM file of the client certificate, when the server wants one.")]
    public string? RedisTlsCertificateFile { get; init; }

    [Setting("REDIS_TLS_KEY_FILE", Help = "PEM file of the key of REDIS_TLS_CERT_FILE; not needed when it stands in the same file.")]
    public string? RedisTlsKeyFile { get; init; }

    [Setting("QUANTUM_KEY_PREFIX", Help = "Stands before every key and stream on Redis, so that several systems can share a server.")]
    public string? KeyPrefix { get; init; }

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

    /// <summary>Redis, not the embedded engine.</summary>
    public bool IsOnRedis => (RedisUrl ?? RedisHost) is not null;

    private bool HasTls => RedisUrl?.StartsWith("rediss:", StringComparison.Ordinal) ?? RedisTls;

    public IEnumerable<SettingFault> Check()
    {
        var urlRule = RedisUrl is null ? null : RedisOptions.FaultOfUrl(RedisUrl);
        SettingFault?[] faults =
        [
            urlRule is null ? null : new SettingFault("REDIS_URL", RedisUrl, "must be a Redis URL: " + urlRule),
            RedisPasswordFile is not null && RedisPassword is not null
                ? new SettingFault("REDIS_PASSWORD_FILE", RedisPasswordFile, "cannot be given together with REDIS_PASSWORD: one of them says the password") : null,
            TwoLogins("REDIS_PASSWORD", RedisPassword, urlRule),
            TwoLogins("REDIS_PASSWORD_FILE", RedisPasswordFile, urlRule),
            RedisTls && RedisUrl is not null && urlRule is null && !HasTls
                ? new SettingFault("REDIS_TLS", "true", "must not be given with a REDIS_URL of redis://, which is plain text: rediss:// is TLS") : null,
            NeedsTls("REDIS_TLS_CA_FILE", RedisTlsAuthorityFile),
            NeedsTls("REDIS_TLS_CERT_FILE", RedisTlsCertificateFile),
            NeedsTls("REDIS_TLS_KEY_FILE", RedisTlsKeyFile),
            RedisTlsKeyFile is not null && RedisTlsCertificateFile is null ? new SettingFault("REDIS_TLS_KEY_FILE", RedisTlsKeyFile, "needs REDIS_TLS_CERT_FILE") : null,
            KeyPrefix is not null && RedisOptions.FaultOfPrefix(KeyPrefix) is { } rule ? new SettingFault("QUANTUM_KEY_PREFIX", KeyPrefix, rule) : null,
        ];
        return faults.OfType<SettingFault>();
    }

    private SettingFault? TwoLogins(string key, string? value, string? urlRule) =>
        value is not null && urlRule is null && RedisUrl?.Contains('@', StringComparison.Ordinal) is true
            ? new SettingFault(key, value, "cannot be given together with a REDIS_URL that holds a password") : null;

    // Without a Redis they may stand there: an environment file serves several programs.
    private SettingFault? NeedsTls(string key, string? file) =>
        file is not null && IsOnRedis && !HasTls && !RedisTls ? new SettingFault(key, file, "needs TLS: REDIS_TLS=true, or a REDIS_URL of rediss://") : null;
}
