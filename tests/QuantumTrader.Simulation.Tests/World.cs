using QuantumTrader.Cli.Composition;
using QuantumTrader.Exchanges;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Simulation.Tests;

/// <summary>
/// The whole pipeline on a virtual clock, each stage as if in a process of its own: one of them may die at a call of a port and is started anew, without anything that it remembered; or
/// it is paused there, another process takes its stage over, and it wakes.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const int MostPasses = 1000;

    // Shorter than any wait of a stage for another one.
    private static readonly TimeSpan LeaseLife = TimeSpan.FromMilliseconds(300);

    // Longer than any wait of a stage for another one.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(40);

    private readonly VirtualClock _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(Scenario.StartMs));
    private readonly EmbeddedEngine _engine;
    private readonly StageOptions _options;
    private readonly bool _pauses;
    private readonly Dictionary<string, Faults> _faults = new(StringComparer.Ordinal);
    private readonly List<IStage> _stages = [];
    private readonly List<StaleOwner> _stale = [];
    private readonly IBarSource _market;
    private readonly FeedStage _feed;
    private TaskCompletionSource _wakeUp = new();
    private int _processes;

    /// <param name="pauses">Who comes to a crash point is paused there and loses its lease, instead of dying.</param>
    public World(long seed, StageOptions options, bool pauses = false)
    {
        (_options, _pauses) = (options, pauses);
        _engine = new EmbeddedEngine(_clock);
        _market = Scenario.Market(seed);
        _feed = StageFactory.Feed(new StageContext(_engine.Store, _engine.Bus, _clock, Log), _market, FeedPace.Clock);
        foreach (var name in StageNames.InOrder.Where(name => name != StageNames.Feed))
        {
            _faults[name] = new Faults { Failure = call => new CrashException(call), Pause = pauses ? () => _wakeUp.Task : null };
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

    /// <summary>What the venue said last.</summary>
    public VenueAccount Account { get; private set; } = null!;

    public EngineView View => new(_engine);

    /// <summary>Plays the market to its end and lets everything settle.</summary>
    public async Task RunAsync()
    {
        await WriteHistoryAsync();
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

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task WriteHistoryAsync()
    {
        for (var taken = 0; taken < Scenario.HistoryBars * Scenario.Symbols.Length; taken++)
        {
            var bar = _market.Take()!;
            await _engine.Store.AddToSeriesAsync(Keys.History(bar.Symbol, bar.Interval), bar.OpenTimeMs, new KlineRecord(bar, _market.Source));
        }
    }

    private IStage Make(string name)
    {
        var faults = _faults[name];
        var context = new StageContext(_engine.Store, _engine.Bus, _clock, Log);
        if (!_pauses)
            return Make(context);
        var lease = new StageLease(_engine.Store, _clock, name, $"process {++_processes}", LeaseLife);
        return new LeasedStage(Make(new LeaseFence(lease, _clock, name).Around(context)), lease, _clock, Log);

        IStage Make(StageContext given) => StageFactory.Create(
            name, given with { Store = new FaultyStore(given.Store, faults), Bus = new FaultyBus(given.Bus, faults) }, _options, Scenario.Entries());
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
        Account = await View.AccountAsync() ?? Account;
        await WakeAsync();
    }

    private Task<bool> StepAsync(int i) => DoAsync(i, () => _stages[i].StepAsync(CancellationToken.None));

    private Task<bool> StartAsync(int i) => DoAsync(i, async () =>
    {
        await _stages[i].StartAsync(CancellationToken.None);
        return true;
    });

    private async Task<bool> DoAsync(int i, Func<ValueTask<bool>> work)
    {
        try
        {
            var step = work();

            // Nothing in this world waits, but who is paused.
            if (step.IsCompleted)
                return await step;
            _stale.Add(new StaleOwner(_stages[i], step.AsTask()));
            _clock.AdvanceTo(_clock.GetUtcNow() + LeaseLife);
            await RestartAsync(i);
        }
        catch (CrashException)
        {
            await RestartAsync(i);
        }

        return true;
    }

    private async Task RestartAsync(int i)
    {
        Crashes++;
        _stages[i] = Make(_stages[i].Name);
        await StartAsync(i);
    }

    // When the world has gone on without them.
    private async Task WakeAsync()
    {
        if (_stale.Count == 0)
            return;
        var wakeUp = _wakeUp;
        _wakeUp = new TaskCompletionSource();
        wakeUp.SetResult();
        foreach (var owner in _stale)
            Faulty.AddRange(await owner.EndAsync());
        _stale.Clear();
    }

    private async Task ReadFillsAsync()
    {
        var consumer = new Consumer("world", "world");
        while (await _engine.Bus.ReadNewAsync(Keys.VenueEvents, consumer, 1000) is { Count: > 0 } entries)
        {
            // A fill may be told twice; its trade id says so. What a restart booked from the account has no order.
            Fills.AddRange(entries.Select(entry => entry.Record.Value!)
                .Where(happened => happened is { Kind: VenueEventKind.Fill, OrderId: not null })
                .Select(fill => $"{fill.TradeId} {fill.ClientOrderId} {WireNames.Of(fill.Side!.Value)} {fill.Quantity} at {fill.Price}")
                .Where(text => !Fills.Contains(text)));
            await _engine.Bus.AcknowledgeAsync(Keys.VenueEvents.Name, consumer.Group, [.. entries.Select(entry => entry.Id)]);
        }
    }
}
