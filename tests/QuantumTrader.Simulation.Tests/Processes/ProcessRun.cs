using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Messaging.Redis;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>A Redis of its own, a chain of processes of one stage, and one process for all the others.</summary>
internal sealed class ProcessRun : IAsyncDisposable
{
    private readonly RedisServer _redis;
    private readonly RedisEngine _engine;
    private readonly RunningProgram _others;
    private readonly Patience _patience = new();

    private ProcessRun(RedisServer redis, RedisEngine engine, string stage, IEnumerable<Boundary> boundaries)
    {
        var settings = MarketRun.Settings(redis.Url);
        (_redis, _engine) = (redis, engine);
        Market = new MarketRun(engine, TendAsync);
        _others = StageChain.Others([stage], settings);
        Chain = new StageChain(stage, boundaries, settings);
    }

    public MarketRun Market { get; }

    public StageChain Chain { get; }

    public string Errors => $"{Chain.Errors}\n{_others.Errors}";

    /// <param name="groups">All groups that have to be there before the first bar.</param>
    public static async Task<ProcessRun> StartAsync(string stage, IEnumerable<Boundary> boundaries, IReadOnlySet<string> groups)
    {
        var redis = await RedisServer.StartAsync();
        var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Url }, TimeProvider.System);
        var run = new ProcessRun(redis, engine, stage, boundaries);
        try
        {
            await run.Market.WriteHistoryAsync();
            await run.Market.AwaitAsync(groups);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Chain.DisposeAsync();
        await _others.DisposeAsync();
        await _engine.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private async Task TendAsync(IReadOnlyList<string> busy)
    {
        await Chain.TendAsync();
        if (!_others.IsAlive)
            throw new InvalidOperationException($"the process of the other stages has ended\n{_others.Errors}");
        _patience.Look(busy, Chain.Deaths.Count, () => Errors);
    }
}
