using System.Diagnostics;
using System.Globalization;
using QuantumTrader.Cli.Bench;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>
/// One symbol after another lives through the same: an intent opens a long, the price jumps over two rungs, an intent closes a little, and the position ends, by turns by a full close and
/// at its stop. The next bar comes when nothing is under way any more.
/// </summary>
/// <param name="tendAsync">Looks after the processes while the market waits for them: told who is still busy, throws when they will never finish.</param>
internal sealed class MarketRun(IEngine engine, Func<IReadOnlyList<string>, Task> tendAsync)
{
    public const int Symbols = 40;

    private const decimal Quantity = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly BenchMarket _market = new(engine.Store, engine.Bus, Symbols, StartMs());

    /// <summary>Under which all of it happens, however long a process needs to come back.</summary>
    public static string[] Settings(string redis)
    {
        var symbols = string.Join(',', Enumerable.Range(0, Symbols).Select(i => string.Create(CultureInfo.InvariantCulture, $"B{i:D4}USDT")));
        return
        [
            $"REDIS_URL={redis}", $"SYMBOLS={symbols}", $"MARKETSTATE_SYMBOLS={symbols}", "APPLY_MODE=paper", "ENTRY_RULE=none", "PAPER_BALANCE_USD=100000000",
            "GOV_SYMBOL_COOLDOWN_SECONDS=0", "P33_COOLDOWN_SEC=0", "HEAT_MIN=0.000000001", "HEAT_MAX=0.000000002", "INPUT_WAIT_SEC=30",
            "APPLY_PERMIT_WAIT_MS=50000", "SAFETY_GLOBAL_MAX_INTENTS_PER_WINDOW=1000", "P33_RECONCILE_GRACE_SEC=60", "LOG_LEVEL=warn",
        ];
    }

    public EngineView View { get; } = new(engine);

    /// <summary>How long the published account may be an older one before it is wrong: a paused process can have had one on its way already. It is published anew every few seconds.</summary>
    public TimeSpan Refreshed { get; init; }

    /// <summary>What was wrong while the market went on.</summary>
    public List<string> Wrong { get; } = [];

    public string SymbolOf(int round) => _market.Symbols[round];

    public Task WriteHistoryAsync() => _market.WriteHistoryAsync(CancellationToken.None);

    /// <summary>Until the stages have made these groups: what comes before them they would not see.</summary>
    public async Task AwaitAsync(IReadOnlySet<string> groups)
    {
        while (groups.Except(await View.GroupNamesAsync()).ToList() is { Count: > 0 } missing)
        {
            await tendAsync(missing);
            await Task.Delay(Pause);
        }
    }

    /// <summary>The life of one position, of the symbol with this number.</summary>
    public async Task PlayAsync(int round)
    {
        var symbol = SymbolOf(round);
        await SetKillThresholdAsync("0.6", round);
        await BarAsync(symbol, 1);
        await IntendAsync(symbol, OrderSide.Buy, Quantity, TradeIntentRecord.Open);
        await BarAsync(symbol, 1);
        await BarAsync(symbol, 1.012m);
        await BarAsync(symbol, 1.012m);
        await IntendAsync(symbol, OrderSide.Sell, 1, "HARVEST_PARTIAL");
        if (round % 2 == 0)
        {
            await SetKillThresholdAsync("0.50001", round);
            await BarAsync(symbol, 1);
        }
        else
        {
            await BarAsync(symbol, 0.95m);
        }
    }

    /// <summary>The fills of a symbol, in words that are the same for every symbol.</summary>
    public async Task<IReadOnlyList<string>> FillsAsync(string symbol) =>
    [
        .. (await View.FillsAsync()).Where(fill => fill.Symbol == symbol)
            .Select(fill => $"{fill.TradeId![symbol.Length..]} {WireNames.Of(fill.Side!.Value)} {WireNumber.Format(fill.Quantity!.Value)} at {WireNumber.Format(fill.Price!.Value)}"),
    ];

    /// <summary>Until every stage has finished with everything.</summary>
    public async Task SettleAsync()
    {
        // Twice the same, since the groups are not all looked at at one instant.
        for (IReadOnlyList<string> last = [], now = []; now.Count == 0 || !now.SequenceEqual(last);)
        {
            (last, now) = (now, await View.GroupsAsync());
            var busy = now.Where(group => !group.EndsWith(EngineView.Idle, StringComparison.Ordinal)).ToList();
            await tendAsync(busy);
            if (busy.Count > 0)
                now = [];
            await Task.Delay(Pause);
        }

        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Refreshed && (await View.LedgersOffAsync()).Count > 0;)
            await Task.Delay(Pause);
        Wrong.AddRange(await View.UnprotectedAsync());
        Wrong.AddRange(await View.LedgersOffAsync());
    }

    private async Task BarAsync(string symbol, decimal factor)
    {
        await _market.MoveAsync(symbol, factor, CancellationToken.None);
        await SettleAsync();
    }

    private async Task IntendAsync(string symbol, OrderSide side, decimal quantity, string type)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await engine.Bus.AppendAsync(Keys.TradeIntents, new TradeIntentRecord(
            symbol, side, quantity, type, Reason: "a test", ReduceOnly: type != TradeIntentRecord.Open, StopPrice: null, DryRun: false, Sender: "test",
            $"{symbol}-{type}", TraceId: null, now));
        await SettleAsync();
    }

    // Above 0.5 by next to nothing, a position of some minutes is due for a full close.
    private async Task SetKillThresholdAsync(string threshold, int round)
    {
        var until = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        await engine.Store.SetAsync(
            Keys.Policy, new HarvestPolicyRecord(null, null, null, $$"""{"kill_threshold": {{threshold}}}""", until, $"{threshold} of {round}"), timeToLive: null);
    }

    private static long StartMs()
    {
        const long Hour = 3_600_000;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / Hour * Hour;
        return now - (2 * BenchMarket.HistoryBars * BarInterval.OneMinute.Milliseconds);
    }
}
