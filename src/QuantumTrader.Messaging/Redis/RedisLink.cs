using QuantumTrader.Messaging.Contract;
using StackExchange.Redis;

namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// One connection to Redis that reconnects by itself. Calls that are started without waiting for each other share round trips. Every call ends
/// within its timeout: the client library may never complete a call whose connection drops.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private const int LowestMajorVersion = 7;

    private readonly RedisConnector _connector;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly RedisWatch _watch;
    private volatile RedisConnection _connection;
    private volatile bool _disposed;

    private RedisLink(RedisConnector connector, TimeProvider time, RedisConnection connection)
    {
        (_connector, _time, _connection) = (connector, time, connection);
        _watch = new RedisWatch(connector, time);
        _timeout = TimeSpan.FromMilliseconds(connector.Options.OperationTimeoutMs);
    }

    /// <summary>Stands before every key on the server. Commands take keys without it; answers that name keys have it.</summary>
    public string KeyPrefix => _connector.Options.KeyPrefix;

    /// <exception cref="EngineUnavailableException">Nothing answers there.</exception>
    public static async Task<RedisLink> OpenAsync(RedisConnector connector, TimeProvider time, CancellationToken cancellation)
    {
        var link = new RedisLink(connector, time, await connector.OpenAsync(cancellation));
        try
        {
            await link.CheckServerAsync(cancellation);
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

    /// <summary>A key of an answer, without the prefix.</summary>
    public string KeyOf(string answered) => answered[KeyPrefix.Length..];

    /// <summary>What is dangerous about the settings of the server that was found at the start; null when nothing is.</summary>
    public string? Warning { get; private set; }

    /// <summary>The server in use.</summary>
    public RedisHost Host => _connection.Host;

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        _watch.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task<T> AnswerAsync<T>(Func<IDatabaseAsync, Task<T>> ask, TimeSpan blocking, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var used = _connection;
        Exception? cause;
        try
        {
            return await ask(used.Database).WaitAsync(_timeout + blocking, _time, cancellation);
        }
        catch (Exception failure) when (RedisFault.IsUnavailable(failure))
        {
            cause = failure;
        }
        catch (OperationCanceledException dropped) when (!cancellation.IsCancellationRequested)
        {
            cause = dropped;
        }

        throw RedisFault.Unavailable(used.Host, cause, _disposed ? null : await _watch.LookAsync(() => _connection, ChangeAsync));
    }

    private async Task ChangeAsync(RedisHost master, CancellationToken cancellation)
    {
        var next = await _connector.ConnectAsync(master, cancellation);
        var last = _connection;
        _connection = next;
        await last.DisposeAsync();

        // The link may have been closed meanwhile.
        if (_disposed)
            await next.DisposeAsync();
    }

    // Older ones answer XAUTOCLAIM and XINFO GROUPS without what was lost and without the lag: that would be silence, not an error.
    private async Task CheckServerAsync(CancellationToken cancellation)
    {
        var info = (string)await SendAsync("INFO", ["everything"], cancellation);
        var lines = info.Split('\n', StringSplitOptions.TrimEntries);
        var version = ValueOf("redis_version:");
        if (!Version.TryParse(version, out var known) || known.Major < LowestMajorVersion)
            throw new EngineUnavailableException($"Redis at {Host} says it has version '{version}': version {LowestMajorVersion}.0 or newer is required");
        if (ValueOf("maxmemory_policy:") is { } policy and not "noeviction")
            Warning = $"Redis at {Host} has maxmemory-policy {policy}: when its memory is full it drops keys, such as permits and ledgers, without a word; noeviction is required";

        string? ValueOf(string name) => Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
    }

    private async Task<WireFormatException> WrongTypeAsync(string operation, string key, CancellationToken cancellation)
    {
        var type = (string)await SendAsync("TYPE", [(RedisKey)key], cancellation);
        return new WireFormatException(new WireError(key, "type", type, $"'{operation}' works on a key of another type"));
    }
}
