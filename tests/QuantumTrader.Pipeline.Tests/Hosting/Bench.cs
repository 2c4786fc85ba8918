using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Tests.Hosting;

/// <summary>
/// What a stage needs to run in a test: an engine in memory, a clock that stands still, losses on demand, and a log. Stages made one after the
/// other on one bench are restarts of a process.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Btc = "BTCUSDT";
    public const string Eth = "ETHUSDT";

    /// <summary>The start of a minute and of an hour, Unix seconds.</summary>
    public const long StartEpoch = 1_748_736_000;

    private const int MostSteps = 1000;
    private readonly EmbeddedEngine _engine;

    public Bench()
    {
        Clock = new VirtualClock(DateTimeOffset.FromUnixTimeSeconds(StartEpoch));
        _engine = new EmbeddedEngine(Clock);
        Context = new StageContext(new FaultyStore(_engine.Store, Faults), new FaultyBus(_engine.Bus, Faults), Clock, Log);
    }

    public VirtualClock Clock { get; }

    /// <summary>The engine itself, where no loss happens: for what other programs do.</summary>
    public EmbeddedEngine Engine => _engine;

    public Faults Faults { get; } = new();

    public ListLog Log { get; } = new();

    public StageContext Context { get; }

    public long NowEpoch => Clock.GetUtcNow().ToUnixTimeSeconds();

    public void Pass(double seconds) => Clock.AdvanceTo(Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    public async Task<T?> ReadAsync<T>(HashKey<T> key)
        where T : class, IWireRecord<T>
    {
        var stored = await _engine.Store.GetAsync(key);
        Assert.Null(stored.Error);
        return stored.Value;
    }

    public async Task<TimeSpan?> LifeAsync(string key) => (await _engine.Store.GetLifeAsync(key)).Remaining;

    /// <summary>All entries of a stream, oldest first.</summary>
    public async Task<IReadOnlyList<T>> EntriesAsync<T>(StreamKey<T> stream)
        where T : class, IWireRecord<T> =>
        [.. (await _engine.Bus.ReadNewestAsync(stream, int.MaxValue)).Reverse().Select(entry => entry.Record.Value ?? throw new InvalidDataException($"{entry.Record.Error}"))];

    public async Task<IReadOnlyList<GroupStatus>> GroupsAsync(string stream) => await _engine.Bus.GetGroupsAsync(stream);

    public async Task SetAsync<T>(HashKey<T> key, T record)
        where T : class, IWireRecord<T> => await _engine.Store.SetAsync(key, record, timeToLive: null);

    /// <summary>Another program's fields under a key.</summary>
    public async Task SetFieldsAsync(string key, params (string Name, string Text)[] fields) =>
        await _engine.Store.SetAsync(new HashKey<RawFields>(key), RawFields.Of(fields), timeToLive: null);

    public async Task AppendAsync<T>(StreamKey<T> stream, T record)
        where T : class, IWireRecord<T> => await _engine.Bus.AppendAsync(stream, record);

    /// <summary>Steps the stage until it is quiet.</summary>
    /// <returns>Number of steps that did something.</returns>
    public static async Task<int> RunAsync(IStage stage)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (!await stage.StepAsync(CancellationToken.None))
                return steps;
        }

        throw new InvalidOperationException($"{stage.Name} is not quiet after {MostSteps} steps");
    }

    public static async Task<TStage> StartAsync<TStage>(TStage stage)
        where TStage : IStage
    {
        await stage.StartAsync(CancellationToken.None);
        return stage;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
