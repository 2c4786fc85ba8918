using System.Diagnostics;
using QuantumTrader.Cli.Bench;
using QuantumTrader.Domain.Orders;
using QuantumTrader.EndToEnd.Tests.Harness;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Redis;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary><c>quantum run</c> of all stages on a Redis that the test disturbs, with a position in each symbol and a market that makes acts due.</summary>
internal sealed class SystemAtWork : IAsyncDisposable
{
    private const decimal Quantity = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly BenchMarket _market;
    private readonly RunningProgram _program;

    private SystemAtWork(RedisEngine engine, string redis, int symbols)
    {
        (Engine, View) = (engine, new EngineView(engine));
        _market = new BenchMarket(engine.Store, engine.Bus, symbols, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 60_000 * 60_000 - (5 * BenchMarket.HistoryBars * 60_000L));
        _program = StageChain.Others([], MarketRun.Settings(redis));
    }

    /// <summary>The test's own way to the same Redis.</summary>
    public RedisEngine Engine { get; }

    public EngineView View { get; }

    public bool IsAlive => _program.IsAlive;

    public string Errors => _program.Errors;

    /// <summary>Returns when a position is open in every symbol.</summary>
    public static async Task<SystemAtWork> StartAsync(string redis, int symbols)
    {
        var due = await Undisturbed.GetAsync();
        var system = new SystemAtWork(await RedisEngine.ConnectAsync(new RedisOptions { Url = redis }, TimeProvider.System), redis, symbols);
        try
        {
            await system._market.WriteHistoryAsync(CancellationToken.None);
            await system.UntilAsync(async () => !due.Groups.Except(await system.View.GroupNamesAsync()).Any());
            foreach (var symbol in system._market.Symbols)
            {
                await system._market.DriftAsync(symbol, CancellationToken.None);
                await system.Engine.Bus.AppendAsync(Keys.TradeIntents, new TradeIntentRecord(
                    symbol, OrderSide.Buy, Quantity, TradeIntentRecord.Open, Reason: "a test", ReduceOnly: false, StopPrice: null, DryRun: false, Sender: "test", symbol, TraceId: null,
                    DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
            }

            await system.UntilAsync(async () => (await system.View.AccountAsync())?.Positions.Count == symbols);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Jumps make acts due; what Redis does not take is a bar that nobody saw.</summary>
    public async Task MoveAsync(CancellationToken stop)
    {
        var symbols = _market.Symbols;
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var symbol = symbols[turn % symbols.Count];
            await TryAsync(async () => await (turn / symbols.Count % 4 == 1 ? _market.JumpAsync(symbol, CancellationToken.None) : _market.DriftAsync(symbol, CancellationToken.None)));
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <returns>False when Redis is away; then after a short pause.</returns>
    public static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (EngineUnavailableException)
        {
            await Task.Delay(Pause);
            return false;
        }
    }

    /// <exception cref="TimeoutException">Nothing moves any more.</exception>
    public async Task UntilAsync(Func<Task<bool>> holds, Func<string>? why = null)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(Pause))
        {
            if (waited.Elapsed > Limit)
                throw new TimeoutException($"nothing moves\n{why?.Invoke()}\n{Errors}");
        }
    }

    /// <summary>Until everything is worked off, no order was placed twice and the ledgers are what the venue says; then one stop rests for each position.</summary>
    /// <returns>Every fill.</returns>
    public async Task<IReadOnlyList<VenueEventRecord>> AssertSoundAsync()
    {
        IReadOnlyList<string> wrong = ["not looked at"];
        await UntilAsync(async () => (wrong = await View.WrongAsync()).Count == 0, () => string.Join('\n', wrong));
        Assert.True(IsAlive, Errors);
        Assert.Empty(await View.UnprotectedAsync());
        return await View.FillsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
