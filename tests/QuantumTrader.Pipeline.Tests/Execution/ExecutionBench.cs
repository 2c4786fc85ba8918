using QuantumTrader.Domain;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Execution.Paper;
using QuantumTrader.Pipeline.Tests.Feed;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Tests.Execution;

/// <summary>An execution stage with a position of 0.1 BTC from 60000, its stop 1 % away, no slippage and no fee, and what apply may send it.</summary>
internal sealed class ExecutionBench : IAsyncDisposable
{
    public const decimal Entry = 60_000;
    public const decimal Amount = 0.1m;
    public const string Plan = "plan-1";

    public static readonly ExecutionOptions Options = new()
    {
        EntryNotionalUsd = 6000, EntryStopPct = 0.01m, FallbackStopPct = 0.02m, PaperSlippageBps = 0, PaperTakerFeeBps = 0,
    };

    private readonly ExecutionOptions _options;
    private readonly PositionSide _side;
    private int _bars;

    private ExecutionBench(ExecutionOptions options, PositionSide side)
    {
        (_options, _side) = (options, side);
        Venue = new WatchedVenue(() => new DurablePaperVenue(Bench.Context.Store, PaperSettings.Of(options)));
    }

    public Bench Bench { get; } = new();

    public WatchedVenue Venue { get; }

    public ExecutionStage Stage { get; private set; } = null!;

    public static async Task<ExecutionBench> OpenAsync(PositionSide side = PositionSide.Long, ExecutionOptions? options = null)
    {
        var bench = new ExecutionBench(options ?? Options, side);
        await bench.RestartAsync();
        await bench.PlayAsync(Entry);
        return bench;
    }

    /// <summary>A new process, with nothing of what the old one remembered.</summary>
    public async Task RestartAsync()
    {
        Venue.Restart();
        var stage = new ExecutionStage(Bench.Context, _options, new ScriptedRule((0, new EntrySignal(_side))), Venue);
        while (true)
        {
            try
            {
                Stage = await Bench.StartAsync(stage);
                return;
            }
            catch (EngineUnavailableException)
            {
                // As the host does: try again.
            }
        }
    }

    public Task PlayAsync(decimal price) => PlayAsync(Bars.Flat(_bars, price));

    public async Task PlayAsync(decimal high, decimal low, decimal close) => await PlayAsync(Bars.At(_bars, close, high, low, close));

    public Task<int> RunAsync() => Bench.RunAsync(Stage);

    /// <summary>Runs as the host does: an engine that is away is tried again.</summary>
    /// <param name="restarts">The process dies of it.</param>
    public async Task SurviveAsync(bool restarts)
    {
        while (true)
        {
            try
            {
                await RunAsync();
                return;
            }
            catch (EngineUnavailableException)
            {
                if (restarts)
                    await RestartAsync();
            }
        }
    }

    public async Task SendAsync(params ExecutionOrderRecord[] orders)
    {
        foreach (var order in orders)
            await Bench.Engine.Bus.AppendAsync(Keys.ExecutionOrders, order);
    }

    /// <summary>An order of which every field fits the position.</summary>
    public ExecutionOrderRecord Close(decimal quantity, PlanStep step = PlanStep.ClosePartial50, string plan = Plan) => new(
        plan, "trace", Bench.Btc, IsIntent: false, step, quantity, StopPrice: null, _side, Bench.StartEpoch + 60,
        _side == PositionSide.Long ? Amount : -Amount, "", Bench.NowEpoch * 1000, Bench.NowEpoch * 1000, Provenance.Paper);

    public ExecutionOrderRecord Stop(decimal price, string plan = Plan) =>
        Close(1, PlanStep.UpdateSl, plan) with { Quantity = null, StopPrice = price };

    public async Task KillAsync(bool on) => await Bench.Engine.Store.SetTextAsync(Keys.Kill, on ? "1" : "0", timeToLive: null);

    public ValueTask<VenueAccount> AccountAsync() => Venue.GetAccountAsync();

    /// <summary>Of the only position; null when there is none.</summary>
    public async Task<decimal?> QuantityAsync() => (await AccountAsync()).Positions.SingleOrDefault()?.Quantity;

    public async Task<IReadOnlyList<decimal?>> StopsAsync() => [.. (await AccountAsync()).OpenOrders.Select(order => order.Request.StopPrice)];

    public Task<IReadOnlyList<ApplyResultRecord>> ResultsAsync() => Bench.EntriesAsync(Keys.ApplyResults);

    public Task<IReadOnlyList<ExecutionResultRecord>> ExecutionsAsync() => Bench.EntriesAsync(Keys.ExecutionResults);

    public async Task<long> PendingAsync() => Assert.Single(await Bench.GroupsAsync(Keys.ExecutionOrders.Name)).Pending;

    public async Task<JournalledOrder?> JournalAsync(string clientOrderId) =>
        (await Bench.Engine.Store.GetAsync(VenueDocuments.Journal(clientOrderId))).Value;

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    private async Task PlayAsync(Bar bar)
    {
        _bars++;
        await Bars.FeedAsync(Bench, bar);
        await RunAsync();
    }
}
