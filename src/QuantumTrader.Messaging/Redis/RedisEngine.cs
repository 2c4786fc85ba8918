namespace QuantumTrader.Messaging.Redis;

/// <summary>
/// The ports on a Redis server, 7.0 or newer. It outlives the server: while Redis is away every operation fails soon with
/// <see cref="EngineUnavailableException"/>, and works again when Redis is back.
/// </summary>
public sealed class RedisEngine : IEngine
{
    private readonly RedisLink _link;
    private readonly RedisWaits _waits;

    private RedisEngine(RedisConnector connector, RedisLink link, TimeProvider time)
    {
        _link = link;
        _waits = new RedisWaits(connector, link, time);
        Store = new RedisStateStore(link);
        Bus = new RedisStreamBus(link, _waits);
        Monitor = new RedisMonitor(link);
    }

    public IStateStore Store { get; }

    public IStreamBus Bus { get; }

    public IEngineMonitor Monitor { get; }

    /// <summary>What is dangerous about the settings of the server, in one sentence; null when nothing is.</summary>
    public string? Warning => _link.Warning;

    /// <param name="time">Measures the timeouts; expiry and idle times are the server's.</param>
    /// <exception cref="FormatException">An option breaks its rule.</exception>
    /// <exception cref="EngineUnavailableException">Redis does not answer within the connect timeout, or is too old.</exception>
    public static async Task<RedisEngine> ConnectAsync(RedisOptions options, TimeProvider time, CancellationToken cancellation = default)
    {
        var connector = new RedisConnector(options, time);
        return new RedisEngine(connector, await RedisLink.OpenAsync(connector, time, cancellation), time);
    }

    public async ValueTask DisposeAsync()
    {
        await _waits.DisposeAsync();
        await _link.DisposeAsync();
    }
}
