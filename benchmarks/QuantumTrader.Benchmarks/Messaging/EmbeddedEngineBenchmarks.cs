using BenchmarkDotNet.Attributes;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;

namespace QuantumTrader.Benchmarks.Messaging;

/// <summary>What one entry costs on its way through a stream, and one hash write; in memory and with a journal flushed each
/// second.</summary>
[MemoryDiagnoser]
public class EmbeddedEngineBenchmarks : IAsyncDisposable
{
    private const int Batch = 100;

    private static readonly StreamKey<Quote> s_stream = new("quotes");
    private static readonly HashKey<Quote> s_hash = new("quote:BTCUSDT");
    private static readonly Consumer s_consumer = new("group", "one");

    private readonly StreamId[] _ids = new StreamId[Batch];
    private string? _directory;
    private EmbeddedEngine _engine = null!;

    [Params(false, true)]
    public bool Journal { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        if (Journal)
        {
            _directory = Directory.CreateTempSubdirectory("quantum-benchmark-").FullName;
            _engine = EmbeddedEngine.Open(new EmbeddedOptions { DataDirectory = _directory, Fsync = FsyncPolicy.Everysec }, TimeProvider.System);
        }
        else
        {
            _engine = new EmbeddedEngine(TimeProvider.System);
        }

        await _engine.Bus.CreateGroupAsync(s_stream.Name, s_consumer.Group, GroupStart.Beginning);
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        GC.SuppressFinalize(this);
        if (_directory is not null)
            Directory.Delete(_directory, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task AppendOneByOneReadAndAcknowledgeByHundred()
    {
        for (var i = 0; i < Batch; i++)
            await _engine.Bus.AppendAsync(s_stream, Quote.Sample);
        var entries = await _engine.Bus.ReadNewAsync(s_stream, s_consumer, Batch);
        for (var i = 0; i < Batch; i++)
            _ids[i] = entries[i].Id;
        await _engine.Bus.AcknowledgeAsync(s_stream.Name, s_consumer.Group, _ids);
    }

    [Benchmark]
    public async Task AppendReadAndAcknowledgeOne()
    {
        await _engine.Bus.AppendAsync(s_stream, Quote.Sample);
        var entries = await _engine.Bus.ReadNewAsync(s_stream, s_consumer, 1);
        await _engine.Bus.AcknowledgeAsync(s_stream.Name, s_consumer.Group, [entries[0].Id]);
    }

    [Benchmark]
    public ValueTask SetHash() => _engine.Store.SetAsync(s_hash, Quote.Sample, TimeSpan.FromMinutes(5));
}
