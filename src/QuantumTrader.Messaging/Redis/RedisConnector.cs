using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace QuantumTrader.Messaging.Redis;

/// <summary>Opens connections to the server of an address: to the only one, or to that one of several which is the master.</summary>
internal sealed class RedisConnector
{
    private const int ReconnectPauseMs = 250;
    private const int KeepAliveSeconds = 5;
    private const string Replica = "it is a read-only replica";

    private readonly RedisOptions _options;
    private readonly RedisTls? _tls;
    private readonly RedisProbe _probe;
    private readonly TimeProvider _time;

    /// <exception cref="FormatException">An option breaks its rule.</exception>
    public RedisConnector(RedisOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Address = options.Validate();
        _tls = RedisTls.Of(options, Address);
        _probe = new RedisProbe(Address, options, _tls, time);
    }

    public RedisAddress Address { get; }

    public RedisOptions Options => _options;

    /// <exception cref="EngineUnavailableException">Nothing there can be used; the message says why, of each server.</exception>
    public async Task<RedisConnection> OpenAsync(CancellationToken cancellation)
    {
        // Looked at before the library connects: its own reasons are vague, and of some states it has none.
        var seen = await LookAsync(cancellation);
        if (seen is not [var only])
            return await ConnectAsync(MasterOf(seen), cancellation);
        return only.Fault is { } fault
            ? throw new EngineUnavailableException($"Redis at {Address} cannot be reached: {fault}")
            : await ConnectAsync(only.Host, cancellation);
    }

    public Task<RedisSeen[]> LookAsync(CancellationToken cancellation) =>
        Task.WhenAll(Address.Hosts.Select(host => _probe.LookAsync(host, cancellation)));

    /// <summary>Why none of the servers can be used as they were seen.</summary>
    public static string ReasonOf(IReadOnlyList<RedisSeen> seen)
    {
        if (seen is [var only])
            return only.Fault ?? Replica;
        var masters = seen.Where(server => server.IsMaster).Select(server => server.Host).ToList();
        return masters.Count > 1
            ? $"{string.Join(" and ", masters)} are both masters: one must become a replica of the other (REPLICAOF)"
            : $"none of them is a master: {string.Join("; ", seen.Select(server => $"{server.Host}: {server.Fault ?? Replica}"))}";
    }

    /// <exception cref="EngineUnavailableException">It cannot be reached.</exception>
    public async Task<RedisConnection> ConnectAsync(RedisHost host, CancellationToken cancellation)
    {
        // The library's own timeouts end an attempt; this one only covers a library that does not.
        var guard = TimeSpan.FromMilliseconds(_options.ConnectTimeoutMs + _options.OperationTimeoutMs);
        var connecting = ConnectionMultiplexer.ConnectAsync(Configure(host));
        try
        {
            var client = await connecting.WaitAsync(guard, _time, cancellation);

            // Completions go to the thread pool (as they always do in later versions of the library, which ignore this): by default here
            // one thread runs them all, and one caller's work would hold up the answers of the others.
            client.PreserveAsyncOrder = false;

            // The only place where the prefix is put before keys, those of scripts and of commands that the library does not know included.
            IDatabase database = client.GetDatabase(Address.Database);
            return new RedisConnection(host, client, _options.KeyPrefix.Length == 0 ? database : database.WithKeyPrefix(_options.KeyPrefix));
        }
        catch (Exception failure) when (!connecting.IsCompleted && failure is (TimeoutException or OperationCanceledException))
        {
            // Nobody would close a connection that comes too late, and it would reconnect for ever.
            _ = connecting.ContinueWith(
                late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            if (failure is OperationCanceledException)
                throw;
            throw RedisFault.Unavailable(host, failure, reason: null);
        }
        catch (Exception failure) when (RedisFault.IsUnavailable(failure))
        {
            throw RedisFault.Unavailable(host, failure, reason: null);
        }
    }

    // None of them is the master, or more than one: then nobody knows whose data counts.
    private RedisHost MasterOf(RedisSeen[] seen) => Array.FindAll(seen, server => server.IsMaster) is [var master]
        ? master.Host
        : throw new EngineUnavailableException($"Redis at {Address} cannot be used: {ReasonOf(seen)}");

    private ConfigurationOptions Configure(RedisHost host)
    {
        var configuration = new ConfigurationOptions
        {
            EndPoints = { { host.Name, host.Port } },
            Password = Address.Password,
            DefaultDatabase = Address.Database,
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = _options.ConnectTimeoutMs,
            ReconnectRetryPolicy = new LinearRetry(ReconnectPauseMs),
            KeepAlive = KeepAliveSeconds,

            // One plain server: no election among several, no notices between clients, hence no second connection for subscriptions.
            TieBreaker = "",
            ConfigurationChannel = "",
            CommandMap = CommandMap.Create(["SUBSCRIBE"], available: false),
        };
        if (_tls is { } tls)
        {
            (configuration.Ssl, configuration.SslHost) = (true, host.Name);
            configuration.CertificateValidation += (_, certificate, chain, errors) => tls.Accepts(certificate, chain, errors);
            configuration.CertificateSelection += (_, _, _, _, _) => tls.Own()!;
        }

        return configuration;
    }
}
