using System.Diagnostics;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>A Redis of its own, a chain of processes of one stage, and one process for all the others.</summary>
internal sealed class ProcessRun : IAsyncDisposable
{
    // Covers a busy machine; who needs longer hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RedisServer _redis;
    private readonly RedisEngine _engine;
    private readonly RunningProgram _others;
    private readonly Stopwatch _idle = Stopwatch.StartNew();
    private string _progress = "";

    private ProcessRun(RedisServer redis, RedisEngine engine, string stage, IEnumerable<Boundary> boundaries)
    {
        var settings = MarketRun.Settings(redis.Url);
        (_redis, _engine) = (redis, engine);
        Market = new MarketRun(engine, TendAsync);
        _others = StageChain.Ordinary(string.Join(',', StageNames.InOrder.Where(name => name != StageNames.Feed && name != stage)), settings);
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
            while (!groups.IsSubsetOf(await run.Market.View.GroupsAsync()))
            {
                await run.TendAsync(["groups are missing"]);
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }

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
        var progress = $"{string.Join(", ", busy)} after {Chain.Deaths.Count} deaths";
        if (progress != _progress || busy.Count == 0)
            _idle.Restart();
        _progress = progress;
        if (_idle.Elapsed > Patience)
            throw new TimeoutException($"nothing moves: {progress}\n{Errors}");
    }
}
