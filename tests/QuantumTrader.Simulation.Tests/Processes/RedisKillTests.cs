using System.Collections.Concurrent;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Redis;

namespace QuantumTrader.Simulation.Tests.Processes;

/// <summary>Redis itself is killed, with SIGKILL, under a system at work, and started again on what it had on disk.</summary>
public sealed class RedisKillTests
{
    private const int Symbols = 20;
    private const int Kills = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly StreamKey<KlineRecord> Marks = new("test:marks", 1_000_000);

    /// <summary>How many entries that Redis had answered are gone afterwards is counted and reported: with everysec it may be those of the last second or two.</summary>
    [Fact]
    public async Task KilledUnderLoad_AofEverysec_LedgerIsTheVenues_NoOrderTwice_LossIsCounted()
    {
        await using var redis = await RedisServer.StartAsync(durable: true, "--appendfsync", "everysec");
        await using var system = await SystemAtWork.StartAsync(redis.Url, Symbols);

        var answered = new ConcurrentQueue<StreamId>();
        using var stop = new CancellationTokenSource();
        var working = Task.WhenAll(system.MoveAsync(stop.Token), MarkAsync(system.Engine, answered, stop.Token));
        for (var kill = 0; kill < Kills; kill++)
        {
            var (fills, marks) = ((await system.View.FillsAsync()).Count, answered.Count);
            await system.UntilAsync(async () => answered.Count > marks + 1_000 && (await system.View.FillsAsync()).Count > fills);
            redis.Kill();
            await redis.RestartAsync();
            await system.UntilAsync(() => SystemAtWork.TryAsync(async () => await system.Engine.Bus.GetLengthAsync(Marks.Name)));
        }

        await stop.CancelAsync();
        await working.WaitAsync(Limit);
        var all = await system.AssertSoundAsync();

        var kept = (await system.Engine.Bus.ReadNewestAsync(Marks, int.MaxValue)).Select(entry => entry.Id).ToHashSet();
        var lost = answered.Count(id => !kept.Contains(id));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {all.Count} fills; of {answered.Count} stream entries that were answered {lost} were lost");
    }

    // Ten appends are always under way, so that a kill meets some.
    private static async Task MarkAsync(RedisEngine engine, ConcurrentQueue<StreamId> answered, CancellationToken stop)
    {
        var bar = new KlineRecord(new Bar("BTCUSDT", BarInterval.OneMinute, 60_000, 1, 1, 1, 1, 1), Domain.Provenance.Replay);
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SystemAtWork.TryAsync(async () => answered.Enqueue(await engine.Bus.AppendAsync(Marks, bar)))));
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
