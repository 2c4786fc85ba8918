using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Observability.Tests.Exposition;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;
using StackExchange.Redis;

namespace QuantumTrader.Observability.Tests;

/// <summary>A real redis-server, another program that writes plain keys to it, and what an exporter needs to run. Its clock stands still.</summary>
internal sealed class ExporterBench : IAsyncDisposable
{
    /// <summary>Unix seconds.</summary>
    public const long StartEpoch = 1_769_126_580;

    private readonly ConnectionMultiplexer _other;

    private ExporterBench(RedisServer server, RedisEngine engine, ConnectionMultiplexer other)
    {
        (Server, Engine, _other) = (server, engine, other);
        Context = new StageContext(engine.Store, engine.Bus, Clock, NullLogger.Instance) { Metrics = Metrics };
    }

    public RedisServer Server { get; }

    public RedisEngine Engine { get; }

    public VirtualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(StartEpoch));

    public MetricSet Metrics { get; } = new("exporter-test");

    public StageContext Context { get; }

    public static async Task<ExporterBench> StartAsync()
    {
        var server = await RedisServer.StartAsync();
        var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = server.Url }, TimeProvider.System);
        return new ExporterBench(server, engine, await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port}"));
    }

    /// <summary>A command as redis-cli takes it.</summary>
    public Task CommandAsync(string command) => CommandAsync(command.Split(' '));

    public Task CommandAsync(params string[] words) => _other.GetDatabase().ExecuteAsync(words[0], [.. words.Skip(1)]);

    public Task HashAsync(string key, params (string Field, string Value)[] fields) =>
        _other.GetDatabase().HashSetAsync(key, [.. fields.Select(field => new HashEntry(field.Field, field.Value))]);

    public void Pass(double seconds) => Clock.AdvanceTo(Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    public string[] Series(string name) => Shown.SeriesOf(Metrics, name);

    /// <summary>The value of the one series of that name, as text; null when there is none.</summary>
    public string? Value(string name) => Series(name + " ") is [var line] ? line.Split(' ')[^1] : null;

    public async ValueTask DisposeAsync()
    {
        _other.Dispose();
        await Engine.DisposeAsync();
        await Server.DisposeAsync();
    }
}
