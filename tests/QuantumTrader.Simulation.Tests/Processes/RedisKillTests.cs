using System.Collections.Concurrent;
using System.Diagnostics;
using QuantumTrader.Cli.Bench;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Redis;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>Redis itself is killed, with SIGKILL, under a system at work, and started again on what it had on disk.</summary>
public sealed class RedisKillTests
{
    private const int Symbols = 20;
    private const int Kills = 4;
    private const decimal Quantity = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly StreamKey<KlineRecord> Marks = new("test:marks", 1_000_000);

    /// <summary>How many entries that Redis had answered are gone afterwards is counted and reported: with everysec it may be those of the last second or two.</summary>
    [Fact]
    public async Task KilledUnderLoad_AofEverysec_LedgerIsTheVenues_NoOrderTwice_LossIsCounted()
    {
        await using var redis = await RedisServer.StartAsync(durable: true, "--appendfsync", "everysec");
        await using var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Url }, TimeProvider.System);
        var market = new BenchMarket(engine.Store, engine.Bus, Symbols, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 60_000 * 60_000 - (5 * BenchMarket.HistoryBars * 60_000L));
        var view = new EngineView(engine);
        await market.WriteHistoryAsync(CancellationToken.None);
        await using var system = StageChain.Others([], MarketRun.Settings(redis.Url));
        var due = await Undisturbed.GetAsync();
        await UntilAsync(async () => !due.Groups.Except(await view.GroupNamesAsync()).Any(), () => system.Errors);
        foreach (var symbol in market.Symbols)
        {
            await market.DriftAsync(symbol, CancellationToken.None);
            await engine.Bus.AppendAsync(Keys.TradeIntents, new TradeIntentRecord(
                symbol, OrderSide.Buy, Quantity, TradeIntentRecord.Open, Reason: "a test", ReduceOnly: false, StopPrice: null, DryRun: false, Sender: "test", symbol, TraceId: null,
                DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        }

        await UntilAsync(async () => (await view.AccountAsync())?.Positions.Count == Symbols, () => system.Errors);

        var answered = new ConcurrentQueue<StreamId>();
        using var stop = new CancellationTokenSource();
        var working = Task.WhenAll(MoveAsync(market, stop.Token), MarkAsync(engine, answered, stop.Token));
        for (var kill = 0; kill < Kills; kill++)
        {
            var (fills, marks) = ((await view.FillsAsync()).Count, answered.Count);
            await UntilAsync(async () => answered.Count > marks + 1_000 && (await view.FillsAsync()).Count > fills, () => system.Errors);
            redis.Kill();
            await redis.RestartAsync();
            await UntilAsync(async () => await TryAsync(async () => await engine.Bus.GetLengthAsync(Marks.Name)), () => system.Errors);
        }

        await stop.CancelAsync();
        await working.WaitAsync(Limit);
        IReadOnlyList<string> wrong = ["not looked at"];
        await UntilAsync(async () => (wrong = await view.WrongAsync()).Count == 0, () => $"{string.Join('\n', wrong)}\n{system.Errors}");

        var kept = (await engine.Bus.ReadNewestAsync(Marks, int.MaxValue)).Select(entry => entry.Id).ToHashSet();
        var lost = answered.Count(id => !kept.Contains(id));
        var all = await view.FillsAsync();
        Assert.True(system.IsAlive, system.Errors);
        Assert.Equal(all.Count, all.Select(fill => fill.TradeId).Distinct().Count());
        Assert.Empty(await view.UnprotectedAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {all.Count} fills; of {answered.Count} stream entries that were answered {lost} were lost");
    }

    // Jumps make acts due; what Redis does not take is a bar that nobody saw.
    private static async Task MoveAsync(BenchMarket market, CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var symbol = market.Symbols[turn % Symbols];
            await TryAsync(async () => await (turn / Symbols % 4 == 1 ? market.JumpAsync(symbol, CancellationToken.None) : market.DriftAsync(symbol, CancellationToken.None)));
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    // Ten appends are always under way, so that a kill meets some.
    private static async Task MarkAsync(RedisEngine engine, ConcurrentQueue<StreamId> answered, CancellationToken stop)
    {
        var bar = new KlineRecord(new Bar("BTCUSDT", BarInterval.OneMinute, 60_000, 1, 1, 1, 1, 1), Domain.Provenance.Replay);
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TryAsync(async () => answered.Enqueue(await engine.Bus.AppendAsync(Marks, bar)))));
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private static async Task<bool> TryAsync(Func<Task> act)
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

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<string> errors)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(Pause))
        {
            if (waited.Elapsed > Limit)
                throw new TimeoutException($"nothing moves\n{errors()}");
        }
    }
}
