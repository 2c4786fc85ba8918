using System.Collections.Frozen;
using System.Globalization;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>Stages on one Redis, each in a process of its own.</summary>
public sealed class StageFleet : IAsyncDisposable
{
    // Bars come when these are there; what a group misses before its start is not given to it.
    private static readonly FrozenDictionary<string, (string Stream, string Group)[]> Readers = new Dictionary<string, (string, string)[]>
    {
        ["execution"] = [("market.klines", "execution"), ("execution.order", "execution"), ("paper.entry", "execution")],
        ["market-state"] = [("market.klines", "market_state")],
        ["position-state"] = [("market.klines", "position_state"), ("venue.event", "position_state"), ("apply.plan", "p33")],
        ["risk-proposal"] = [("marketstate", "risk_proposal"), ("position.snapshot", "risk_proposal")],
        ["harvest-proposal"] = [("marketstate", "harvest_proposal"), ("position.snapshot", "harvest_proposal"), ("risk.proposal", "harvest_proposal")],
        ["heat-gate"] = [("harvest.proposal", "p26_heat_gate")],
        ["apply"] = [("harvest.calibrated", "apply_layer"), ("permit", "apply_layer"), ("apply.result", "apply_layer")],
        ["governor"] = [("apply.plan", "governor"), ("apply.result", "governor")],
        ["intent-router"] = [("trade.intent", "intent_router")],
    }.ToFrozenDictionary();

    private readonly string _redis;
    private readonly RedisView _view;
    private readonly string[] _settings;
    private readonly Dictionary<string, RunningProgram> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);

    private StageFleet(string redis, RedisView view, string[] settings) =>
        (_redis, _view, _settings) = (redis, view, [.. settings.SelectMany(setting => new[] { "--set", setting })]);

    public RunningProgram this[string stage] => _running[stage];

    /// <summary>Starts all stages but the feed.</summary>
    /// <param name="settings">Given to every one of them.</param>
    /// <returns>When all read what they have to.</returns>
    public static async Task<StageFleet> StartAsync(string redis, RedisView view, params string[] settings)
    {
        var fleet = new StageFleet(redis, view, settings);
        try
        {
            foreach (var stage in Readers.Keys)
                fleet.Launch(stage);
            foreach (var stage in Readers.Keys)
                await fleet.UntilReadingAsync(stage);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>The stage ends as it does when it is asked to.</summary>
    public async Task StopAsync(string stage)
    {
        Assert.True(_running.Remove(stage, out var program));
        await using (program)
            (await program.StopAsync()).AssertDone();
    }

    /// <param name="settings">Beside those that all stages have.</param>
    public void Launch(string stage, params string[] settings)
    {
        _ports[stage] = RedisServer.FreePort();
        _running[stage] = Quantum.Start(
            ["run", stage, "--redis", _redis, .. _settings, "--set", $"METRICS_PORT={_ports[stage]}", .. settings.SelectMany(setting => new[] { "--set", setting })]);
    }

    /// <summary>The value of a series that the stage's process serves now, such as <c>p26_proposals_processed_total</c>.</summary>
    public async Task<double> MetricAsync(string stage, string series)
    {
        using var client = new HttpClient();
        var text = await client.GetStringAsync($"http://127.0.0.1:{_ports[stage]}/metrics");
        var line = Assert.Single(text.Split('\n'), line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Plays recordings to the end, and until every stage has finished with them.</summary>
    public async Task PlayAsync(string[] klines)
    {
        await using var feed = Feed(klines);
        await EndAsync(feed);
    }

    /// <summary>Starts to play recordings.</summary>
    public RunningProgram Feed(string[] klines) => Quantum.Start(["run", "feed", "--redis", _redis, "--feed", "klines", .. klines]);

    /// <summary>The recordings are played, and every stage has finished with them.</summary>
    public async Task EndAsync(RunningProgram feed)
    {
        await UntilAsync(() => Task.FromResult(!feed.IsAlive), "the end of the recording");
        (await feed.EndAsync(TimeSpan.FromSeconds(10))).AssertDone();
    }

    public async Task UntilAsync(Func<Task<bool>> condition, string what) => await SomeAsync(async () => await condition() ? "" : null, what);

    /// <summary>The first answer that is not null; none of the stages may end before it comes.</summary>
    public Task<T> SomeAsync<T>(Func<Task<T?>> look, string what)
        where T : class => Eventually.SomeAsync(look, [.. _running.Values], what);

    public async Task StopAsync()
    {
        foreach (var stage in _running.Keys.ToList())
            await StopAsync(stage);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _running.Values)
            await stage.DisposeAsync();
    }

    private async Task UntilReadingAsync(string stage)
    {
        foreach (var (stream, group) in Readers[stage])
            await UntilAsync(async () => (await _view.GroupsAsync("quantum:stream:" + stream)).Contains(group), $"group {group} of {stream}");
    }
}
