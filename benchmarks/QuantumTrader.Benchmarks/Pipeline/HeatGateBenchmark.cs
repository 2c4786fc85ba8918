using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Benchmarks.Pipeline;

/// <summary>
/// The heat gate in enforce mode on a redis-server of its own: 30,000 full closes stand on the stream, and one stage in one process works until none is left. For each it
/// writes the permit, the notice and the calibrated act, and for each symbol of a batch the hash.
/// </summary>
public class HeatGateBenchmark : IAsyncDisposable
{
    private const int Entries = 30_000;

    private RedisServer _server = null!;
    private RedisEngine _engine = null!;
    private SymbolList _symbols = null!;
    private HeatGateStage _stage = null!;

    [Params(3, 50)]
    public int Symbols { get; set; }

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

    [IterationSetup]
    public void Fill() => FillAsync().GetAwaiter().GetResult();

    [Benchmark(OperationsPerInvoke = Entries)]
    public async Task AnswerEntries()
    {
        while (await _stage.StepAsync(CancellationToken.None))
        {
            // Until it is quiet.
        }
    }

    [IterationCleanup]
    public void Check()
    {
        if (_stage.Metrics.Processed.Value() % Entries != 0 || _stage.Metrics.Failures.Value("portfolio_state_missing") != 0)
            throw new InvalidOperationException("not every entry was answered");
    }

    private async Task FillAsync()
    {
        await Market.FillAsync(_engine, _symbols);

        // Twice as long as what is filled in, so that nothing is trimmed before it is read.
        var stream = new StreamKey<HarvestProposalRecord>(Keys.HarvestProposalStream, 2 * Entries);
        for (var i = 0; i < Entries; i += 1000)
        {
            await Task.WhenAll(Enumerable.Range(i, 1000)
                .Select(number => _engine.Bus.AppendAsync(stream, Market.FullClose(_symbols[number % Symbols], number)).AsTask()));
        }
    }

    private async Task SetUpAsync()
    {
        _server = await RedisServer.StartAsync();
        _engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = _server.Url }, TimeProvider.System);
        _symbols = Market.Symbols(Symbols);
        _stage = new HeatGateStage(
            new StageContext(_engine.Store, _engine.Bus, TimeProvider.System, NullLogger.Instance), new HeatGateOptions { Symbols = _symbols });
        await _stage.StartAsync(CancellationToken.None);
    }
}
