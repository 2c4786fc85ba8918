using System.Globalization;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>All stages on a simulated market and a Redis of their own: one of them in a process of its own, so that it can be stopped, the others together.</summary>
public sealed class ProvenSystem : IAsyncDisposable
{
    // A machine that runs other tests beside this one can keep a process waiting for longer than the usual times: a plan would miss a permit, or a stage its lease, and a proof fails for that.
    private static readonly string[] s_settings = ["ENTRY_RULE=none", "APPLY_MODE=paper", "APPLY_PERMIT_WAIT_MS=10000", "STAGE_LEASE_SEC=15"];

    private readonly List<RunningProgram> _programs = [];

    private ProvenSystem(RedisServer redis, RedisView view) => (Redis, View) = (redis, view);

    public RedisServer Redis { get; }

    public RedisView View { get; }

    public IReadOnlyList<RunningProgram> Programs => _programs;

    /// <param name="apart">The stage that has its own process; null: none.</param>
    /// <param name="settings">Of every process.</param>
    /// <returns>When every stage is run and every symbol has its market state.</returns>
    public static async Task<ProvenSystem> StartAsync(string? apart, params string[] settings)
    {
        var redis = await RedisServer.StartAsync();
        var system = new ProvenSystem(redis, await RedisView.ConnectAsync(redis.Port));
        try
        {
            string[] common = [.. s_settings.Concat(settings).SelectMany(setting => new[] { "--set", setting })];
            if (apart is not null)
                system._programs.Add(Quantum.Start(["run", apart, "--redis", redis.Url, .. common]));
            string[] together = [.. Stages.InOrder.Where(stage => stage != apart), "harvest-exporter", "safety-exporter"];
            system._programs.Add(Quantum.Start(["run", string.Join(',', together), "--redis", redis.Url, "--feed", "sim", .. common]));
            foreach (var stage in Stages.InOrder)
                await system.SomeAsync(() => system.View.TextAsync("quantum:lease:" + stage), $"a process that runs {stage}");
            foreach (var symbol in (string[])["BTCUSDT", "ETHUSDT", "SOLUSDT"])
                await system.SomeAsync(() => system.FreshAsync(symbol), $"the market state of {symbol}");
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>The stage that has its own process ends as it does when it is asked to.</summary>
    public async Task StopApartAsync()
    {
        (await _programs[0].StopAsync()).AssertDone();
        await _programs[0].DisposeAsync();
        _programs.RemoveAt(0);
    }

    /// <summary>Opens a long position in bitcoin, and waits for a result of apply.</summary>
    /// <param name="holds">What the result has to say.</param>
    public async Task OpenAsync(Func<Dictionary<string, string>, bool> holds)
    {
        (await Quantum.RunAsync("open", "BTCUSDT", "long", "0.05", "--redis", Redis.Url)).AssertDone();
        await SomeAsync(async () => (await View.StreamAsync("quantum:stream:apply.result")).Find(result => holds(result)), "the result of an act");
    }

    public Task<T> SomeAsync<T>(Func<Task<T?>> look, string what)
        where T : class => Eventually.SomeAsync(look, _programs, what);

    public Task<Outcome> ProveAsync(params string[] options) => Quantum.RunAsync(["proof", "--redis", Redis.Url, .. options]);

    /// <summary>Proves with a report as JSON, that has to fail.</summary>
    /// <returns>What was seen by the proofs that failed, by their names.</returns>
    public async Task<Dictionary<string, string>> FailuresAsync()
    {
        var outcome = await ProveAsync("--json", "--set", "PROOF_WAIT_SEC=2", "--set", "PROOF_PROMETHEUS_URL=", "--set", "METRICS_PORT=0");
        Assert.Equal(1, outcome.ExitCode);
        return Failures(outcome);
    }

    public static Dictionary<string, string> Failures(Outcome outcome) => outcome.Json.GetProperty("proofs").EnumerateArray()
        .Where(proof => proof.GetProperty("verdict").GetString() == "fail")
        .ToDictionary(proof => proof.GetProperty("name").GetString()!, proof => proof.GetProperty("seen").GetString()!, StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
            await program.DisposeAsync();
        await View.DisposeAsync();
        await Redis.DisposeAsync();
    }

    // The history is played at the start: until its end the market states are of the past.
    private async Task<string?> FreshAsync(string symbol) =>
        await View.HashAsync("quantum:marketstate:" + symbol) is { } state
        && TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - long.Parse(state["ts_timestamp"], CultureInfo.InvariantCulture) < 120 ? "" : null;
}
