using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>The contract on a real Redis server.</summary>
public sealed class RedisEngineContract(RunningRedis redis) : EngineContract, IClassFixture<RunningRedis>
{
    // Covers the granularity of timers on both sides.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(20);

    protected override async ValueTask<IEngine> OpenAsync() =>
        await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Server.Url, OperationTimeoutMs = 10_000 }, TimeProvider.System);

    protected override async ValueTask PassTimeAsync(TimeSpan time) => await Task.Delay(time + Margin);
}
