using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Messaging.Redis;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>A Redis of its own, two processes for each of some stages, and one for all the others.</summary>
internal sealed class PairRun : IAsyncDisposable
{
    private readonly RedisServer _redis;
    private readonly RedisEngine _engine;
    private readonly RunningProgram _others;
    private readonly Patience _patience = new();
    private bool _isDisturbed;
    private int _disturbances;

    private PairRun(RedisServer redis, RedisEngine engine, string[] stages)
    {
        var settings = MarketRun.Settings(redis.Url);
        (_redis, _engine) = (redis, engine);
        Market = new MarketRun(engine, TendAsync) { Refreshed = TimeSpan.FromSeconds(20) };
        _others = StageChain.Others(stages, settings);
        Pairs = [.. stages.Select(stage => new StagePair(stage, settings, engine.Store))];
    }

    public MarketRun Market { get; }

    public IReadOnlyList<StagePair> Pairs { get; }

    /// <summary>Called once for each bar or intent, while the stages are at work on it; again if it says false.</summary>
    public Func<Task<bool>>? WhileBusy { get; set; }

    /// <summary>Called when they have finished with it.</summary>
    public Func<Task>? WhenQuiet { get; set; }

    public string Errors => string.Join('\n', Pairs.Select(pair => pair.Errors).Append(_others.Errors));

    /// <param name="groups">All groups that have to be there before the first bar.</param>
    public static async Task<PairRun> StartAsync(string[] stages, IReadOnlySet<string> groups)
    {
        var redis = await RedisServer.StartAsync();
        var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Url }, TimeProvider.System);
        var run = new PairRun(redis, engine, stages);
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
        foreach (var pair in Pairs)
            await pair.DisposeAsync();
        await _others.DisposeAsync();
        await _engine.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private async Task TendAsync(IReadOnlyList<string> busy)
    {
        foreach (var pair in Pairs)
            await pair.TendAsync();
        if (!_others.IsAlive)
            throw new InvalidOperationException($"the process of the other stages has ended\n{_others.Errors}");
        _patience.Look(busy, _disturbances, () => Errors);
        if (busy.Count > 0 && !_isDisturbed && WhileBusy is { } disturb && await disturb())
            (_isDisturbed, _disturbances) = (true, _disturbances + 1);
        if (busy.Count == 0 && WhenQuiet is { } calm)
            await calm();
        if (busy.Count == 0)
            _isDisturbed = false;
    }
}
