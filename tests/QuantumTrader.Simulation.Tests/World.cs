using QuantumTrader.Cli.Composition;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Simulation.Tests;

/// <summary>
/// The whole pipeline on a virtual clock, each stage as if in a process of its own: one of them may die at a call of a port and is started anew, without anything that it remembered.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const int MostPasses = 1000;

    // Longer than any wait of a stage for another one.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(40);

    private readonly VirtualClock _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(Scenario.StartMs));
    private readonly EmbeddedEngine _engine;
    private readonly StageOptions _options;
    private readonly Dictionary<string, Faults> _faults = new(StringComparer.Ordinal);
    private readonly List<IStage> _stages = [];
    private readonly FeedStage _feed;

    public World(long seed, StageOptions options)
    {
        _options = options;
        _engine = new EmbeddedEngine(_clock);
        _feed = StageFactory.Feed(new StageContext(_engine.Store, _engine.Bus, _clock, Log), Scenario.Market(seed), FeedPace.Clock);
        foreach (var name in StageNames.InOrder.Where(name => name != StageNames.Feed))
        {
            _faults[name] = new Faults { Failure = call => new CrashException(call) };
            _stages.Add(Make(name));
        }
    }

    public ListLog Log { get; } = new();

    public int Crashes { get; private set; }

    /// <summary>Of each stage, in pipeline order.</summary>
    public IEnumerable<(string Stage, Faults Faults)> Calls => _faults.Select(pair => (pair.Key, pair.Value));

    /// <summary>What was wrong at the end of a bar.</summary>
    public List<string> Faulty { get; } = [];

    /// <summary>Every fill at the venue, in order, without its time.</summary>
    public List<string> Fills { get; } = [];

    /// <summary>Plays the market to its end and lets everything settle.</summary>
    public async Task RunAsync(CrashPoint? death = null)
    {
        if (death is not null)
            death.Arm(_faults[death.Stage]);
        await _engine.Bus.CreateGroupAsync(Keys.VenueEvents.Name, "world", GroupStart.End);
        for (var i = 0; i < _stages.Count; i++)
            await StartAsync(i);
        while (!_feed.IsFinished && _feed.NextDue is { } due)
        {
            _clock.AdvanceTo(due > _clock.GetUtcNow() ? due : _clock.GetUtcNow());
            await PassAsync();
            Faulty.AddRange((await View.UnprotectedAsync()).Select(symbol => $"{symbol} at {_clock.GetUtcNow():HH:mm}"));
        }

        for (var i = 0; i < 3; i++)
        {
            _clock.AdvanceTo(_clock.GetUtcNow() + Settling);
            await PassAsync();
        }
    }

    /// <summary>What the venue said last.</summary>
    public VenueAccount Account { get; private set; } = null!;

    public EngineView View => new(_engine);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private IStage Make(string name)
    {
        var faults = _faults[name];
        var context = new StageContext(new FaultyStore(_engine.Store, faults), new FaultyBus(_engine.Bus, faults), _clock, Log);
        return StageFactory.Create(name, context, _options, Scenario.Entries());
    }

    private async Task PassAsync()
    {
        for (var passes = 0; ; passes++)
        {
            Assert.True(passes < MostPasses, "the pipeline is never quiet");
            var worked = await _feed.StepAsync(CancellationToken.None);
            for (var i = 0; i < _stages.Count; i++)
                worked |= await StepAsync(i);
            if (!worked)
                break;
        }

        await ReadFillsAsync();
        if ((await _engine.Store.GetAsync(VenueDocuments.Account)).Value is { } published)
            Account = published.Account;
    }

    private async Task<bool> StepAsync(int i)
    {
        try
        {
            return await _stages[i].StepAsync(CancellationToken.None);
        }
        catch (CrashException)
        {
            await RestartAsync(i);
            return true;
        }
    }

    private async Task StartAsync(int i)
    {
        try
        {
            await _stages[i].StartAsync(CancellationToken.None);
        }
        catch (CrashException)
        {
            await RestartAsync(i);
        }
    }

    private async Task RestartAsync(int i)
    {
        Crashes++;
        _stages[i] = Make(_stages[i].Name);
        await _stages[i].StartAsync(CancellationToken.None);
    }

    private async Task ReadFillsAsync()
    {
        var consumer = new Consumer("world", "world");
        while (await _engine.Bus.ReadNewAsync(Keys.VenueEvents, consumer, 1000) is { Count: > 0 } entries)
        {
            // A fill may be told twice; its trade id says so.
            Fills.AddRange(entries.Select(entry => entry.Record.Value!)
                .Where(happened => happened.Kind == VenueEventKind.Fill)
                .Select(fill => $"{fill.TradeId} {fill.ClientOrderId} {WireNames.Of(fill.Side!.Value)} {fill.Quantity} at {fill.Price}")
                .Where(text => !Fills.Contains(text)));
            await _engine.Bus.AcknowledgeAsync(Keys.VenueEvents.Name, consumer.Group, [.. entries.Select(entry => entry.Id)]);
        }
    }
}
