using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Benchmarks.Pipeline;

/// <summary>
/// One whole cycle of the harvest proposal stage over 1,000 symbols on a redis-server of its own, stream on: reads a position, a market state and a risk proposal for each,
/// decides, and writes a hash and two entries (a partial close and a stop) for each.
/// </summary>
public class PublishCycleBenchmark : IAsyncDisposable
{
    private const int Count = 1000;

    private readonly SymbolList _symbols = Market.Symbols(Count);
    private RedisServer _server = null!;
    private RedisEngine _engine = null!;
    private HarvestProposalStage _stage = null!;

    // The runner does not wait for tasks, here and in the other set-ups.
    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void CleanUp() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // A stage that has published nothing yet publishes everything.
    [IterationSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    [Benchmark]
    public async Task PublishAll() => await _stage.StepAsync(CancellationToken.None);

    [IterationCleanup]
    public void Check()
    {
        if (_stage.LastCycle.Published != Count)
            throw new InvalidOperationException($"{_stage.LastCycle.Published} of {Count} published: {string.Join("; ", _stage.LastCycle.Failures.Take(1))}");
    }

    private async Task StartAsync()
    {
        await Market.FillAsync(_engine, _symbols);
        _stage = new HarvestProposalStage(
            new StageContext(_engine.Store, _engine.Bus, TimeProvider.System, NullLogger.Instance), new HarvestProposalOptions { Symbols = _symbols });
        await _stage.StartAsync(CancellationToken.None);
    }

    private async Task SetUpAsync()
    {
        _server = await RedisServer.StartAsync();
        _engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = _server.Url }, TimeProvider.System);
    }
}
