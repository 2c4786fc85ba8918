using QuantumTrader.Messaging.Redis;
using QuantumTrader.Messaging.Tests.Engines;

namespace QuantumTrader.Messaging.Tests.Redis;

/// <summary>The contract over TLS with a password and a client certificate, under a prefix.</summary>
public sealed class RedisTlsContract(RunningTlsRedis redis) : EngineContract, IClassFixture<RunningTlsRedis>
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(20);

    protected override async ValueTask<IEngine> OpenAsync() => await RedisEngine.ConnectAsync(redis.Options, TimeProvider.System);

    protected override async ValueTask PassTimeAsync(TimeSpan time) => await Task.Delay(time + Margin);
}
