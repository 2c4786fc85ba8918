using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>The same market with nobody dying, on the embedded engine: the fills that are due, and the calls of each stage.</summary>
internal sealed record Undisturbed(IReadOnlyList<IReadOnlyList<string>> Fills, IReadOnlyDictionary<string, IReadOnlyList<Boundary>> Boundaries, IReadOnlySet<string> Groups)
{
    // By turns the positions end in two ways.
    private const int Kinds = 2;
    private const int Rounds = 2 * Kinds;

    private static readonly Lazy<Task<Undisturbed>> Known = new(PlayAsync);

    public static Task<Undisturbed> GetAsync() => Known.Value;

    public IReadOnlyList<string> FillsOf(int round) => Fills[round % Kinds];

    private static async Task<Undisturbed> PlayAsync()
    {
        await using var engine = new EmbeddedEngine(TimeProvider.System);
        var options = StageOptions.Bind(new SettingsSources(null, MarketRun.Settings("redis://unused"), new Dictionary<string, string>()).Bind(Catalogue.Create()));
        var log = new ListLog();
        var calls = StageNames.InOrder.Where(name => name != StageNames.Feed).ToDictionary(name => name, _ => new Faults());
        var stages = StageFactory.CreateAll(
            name => new StageContext(new FaultyStore(engine.Store, calls[name]), new FaultyBus(engine.Bus, calls[name]), TimeProvider.System, log), options, entries: null);
        var market = new MarketRun(engine, _ => Task.CompletedTask);
        await market.WriteHistoryAsync();
        foreach (var stage in stages)
            await stage.StartAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var running = new LiveHost(engine.Bus, TimeProvider.System, log).RunAsync(stages, started: true, stop.Token);

        var rounds = calls.Keys.ToDictionary(name => name, _ => new List<IReadOnlyList<string>>());
        var fills = new List<IReadOnlyList<string>>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = calls.ToDictionary(pair => pair.Key, pair => pair.Value.Done.Count);
            await market.PlayAsync(round);
            foreach (var (name, faults) in calls)
                rounds[name].Add(faults.Done[before[name]..]);
            fills.Add(await market.FillsAsync(market.SymbolOf(round)));
        }

        await stop.CancelAsync();
        await running;
        Assert.Empty(market.Wrong);
        Assert.Empty(await market.View.WrongAsync());
        for (var round = Kinds; round < Rounds; round++)
            Assert.Equal(fills[round - Kinds], fills[round]);
        return new Undisturbed(
            fills, rounds.ToDictionary(pair => pair.Key, pair => Boundary.Of(pair.Value)), (await market.View.GroupNamesAsync()).ToHashSet(StringComparer.Ordinal));
    }
}
