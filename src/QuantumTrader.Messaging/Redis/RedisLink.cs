using QuantumTrader.Messaging.Contract;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// One connection to Redis that reconnects by itself. Calls that are started without waiting for each other share round trips. Every call ends
/// within its timeout: the client library may never complete a call whose connection drops.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private const int ReconnectPauseMs = 250;
    private const int KeepAliveSeconds = 5;
    private const int LowestMajorVersion = 7;

    private readonly RedisAddress _address;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;

    private RedisLink(RedisAddress address, RedisOptions options, TimeProvider time, ConnectionMultiplexer connection)
    {
        _address = address;
        _time = time;
        _timeout = TimeSpan.FromMilliseconds(options.OperationTimeoutMs);
        _connection = connection;
        _database = connection.GetDatabase(address.Database);
    }

    /// <exception cref="EngineUnavailableException">Nothing answers there.</exception>
    public static async Task<RedisLink> OpenAsync(RedisOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var address = options.Validate();
        var connection = await ConnectAsync(address, options, time, cancellation);
        var link = new RedisLink(address, options, time, connection);
        try
        {
            await link.RequireVersionAsync(cancellation);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    /// <summary>For commands that the client knows: unlike those that it does not, they need no choice of the database before each.</summary>
    /// <param name="operation">For the error: what was to be done with the key.</param>
    /// <exception cref="EngineUnavailableException">No answer in time.</exception>
    /// <exception cref="WireFormatException">The key is of another type; the error names it.</exception>
    public async Task<T> AskAsync<T>(string operation, string key, Func<IDatabaseAsync, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await AnswerAsync(ask, TimeSpan.Zero, cancellation);
        }
        catch (RedisServerException failure) when (RedisFault.IsWrongType(failure))
        {
            throw await WrongTypeAsync(operation, key, cancellation);
        }
    }

    public Task<RedisResult> SendAsync(string command, object[] arguments, CancellationToken cancellation) =>
        SendAsync(command, arguments, TimeSpan.Zero, cancellation);

    /// <param name="blocking">How long the server itself may keep the command.</param>
    /// <exception cref="EngineUnavailableException">No answer in time.</exception>
    /// <exception cref="WireFormatException">The key is of another type; the error names it.</exception>
    public async Task<RedisResult> SendAsync(string command, object[] arguments, TimeSpan blocking, CancellationToken cancellation)
    {
        try
        {
            return await AnswerAsync(database => database.ExecuteAsync(command, arguments, CommandFlags.None), blocking, cancellation);
        }
        catch (RedisServerException failure) when (RedisFault.IsWrongType(failure))
        {
            throw await WrongTypeAsync(command, (string)(RedisKey)Array.Find(arguments, argument => argument is RedisKey)!, cancellation);
        }
    }

    /// <inheritdoc cref="SendAsync(string, object[], TimeSpan, CancellationToken)"/>
    public Task<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellation) => AskAsync(
        script.Name, keys[0]!, async database =>
        {
            try
            {
                return await database.ScriptEvaluateAsync(script.Sha, keys, arguments);
            }
            catch (RedisServerException failure) when (RedisFault.IsUnknownScript(failure))
            {
                return await database.ExecuteAsync("EVAL", [script.Text, keys.Length, .. keys, .. arguments]);
            }
        }, cancellation);

    public async ValueTask DisposeAsync()
    {
        // Waiting for open commands would wait for a blocking read, or for a server that is gone.
        await _connection.CloseAsync(allowCommandsToComplete: false);
        _connection.Dispose();
    }

    private async Task<T> AnswerAsync<T>(Func<IDatabaseAsync, Task<T>> ask, TimeSpan blocking, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await ask(_database).WaitAsync(_timeout + blocking, _time, cancellation);
        }
        catch (Exception failure) when (RedisFault.IsUnavailable(failure))
        {
            throw RedisFault.Unavailable(_address, failure);
        }
        catch (OperationCanceledException dropped) when (!cancellation.IsCancellationRequested)
        {
            throw RedisFault.Unavailable(_address, dropped);
        }
    }

    // Older ones answer XAUTOCLAIM and XINFO GROUPS without what was lost and without the lag: that would be silence, not an error.
    private async Task RequireVersionAsync(CancellationToken cancellation)
    {
        const string name = "redis_version:";
        var info = (string)await SendAsync("INFO", ["server"], cancellation);
        var line = Array.Find(info.Split('\n', StringSplitOptions.TrimEntries), text => text.StartsWith(name, StringComparison.Ordinal));
        if (!Version.TryParse(line?[name.Length..], out var version) || version.Major < LowestMajorVersion)
            throw new EngineUnavailableException($"Redis at {_address} says '{line}': version {LowestMajorVersion}.0 or newer is required");
    }

    private async Task<WireFormatException> WrongTypeAsync(string operation, string key, CancellationToken cancellation)
    {
        var type = (string)await SendAsync("TYPE", [(RedisKey)key], cancellation);
        return new WireFormatException(new WireError(key, "type", type, $"'{operation}' works on a key of another type"));
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(
        RedisAddress address, RedisOptions options, TimeProvider time, CancellationToken cancellation)
    {
        // The library's own timeouts end an attempt; this one only covers a library that does not.
        var guard = TimeSpan.FromMilliseconds(options.ConnectTimeoutMs + options.OperationTimeoutMs);
        var connecting = ConnectionMultiplexer.ConnectAsync(Configure(address, options));
        try
        {
            var connection = await connecting.WaitAsync(guard, time, cancellation);

            // Completions go to the thread pool (as they always do in later versions of the library, which ignore this): by default here
            // one thread runs them all, and one caller's work would hold up the answers of the others.
            connection.PreserveAsyncOrder = false;
            return connection;
        }
        catch (Exception failure) when (!connecting.IsCompleted && failure is (TimeoutException or OperationCanceledException))
        {
            // Nobody would close a connection that comes too late, and it would reconnect for ever.
            _ = connecting.ContinueWith(
                late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            if (failure is OperationCanceledException)
                throw;
            throw RedisFault.Unavailable(address, failure);
        }
        catch (Exception failure) when (RedisFault.IsUnavailable(failure))
        {
            throw RedisFault.Unavailable(address, failure);
        }
    }

    private static ConfigurationOptions Configure(RedisAddress address, RedisOptions options) => new()
    {
        EndPoints = { { address.Host, address.Port } },
        Password = address.Password,
        DefaultDatabase = address.Database,
        AbortOnConnectFail = true,
        ConnectRetry = 1,
        ConnectTimeout = options.ConnectTimeoutMs,
        ReconnectRetryPolicy = new LinearRetry(ReconnectPauseMs),
        KeepAlive = KeepAliveSeconds,

        // One plain server: no election among several, no notices between clients, hence no second connection for subscriptions.
        TieBreaker = "",
        ConfigurationChannel = "",
        CommandMap = CommandMap.Create(["SUBSCRIBE"], available: false),
    };
}
