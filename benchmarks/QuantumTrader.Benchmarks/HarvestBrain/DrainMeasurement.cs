using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Domain;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.HarvestBrain;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.Benchmarks.HarvestBrain;

/// <summary>
/// HarvestBrain on a stream that has piled up before its first start: how fast it takes the executions in, and what memory it needs. Each drain has a redis-server of its own. The first
/// is that of a new process, with all that it has to compile; the others are drained one after the other within this one.
/// </summary>
internal static class DrainMeasurement
{
    // As many as the earlier system had read (requirement E1).
    private const int Entries = 16_554;
    private const int Symbols = 10;
    private const int Drains = 10;

    public static async Task RunAsync()
    {
        Console.WriteLine("| drain | entries | entries/s | resident MB |\n|---|---|---|---|");
        await MeasureProcessAsync();
        var rates = new List<double>();
        for (var drain = 0; drain < Drains; drain++)
            rates.Add(await MeasureStageAsync());
        Row("first in this process", rates[0], Environment.WorkingSet);
        rates.Sort();
        Row($"median of {Drains}", rates[Drains / 2], Environment.WorkingSet);
    }

    private static void Row(string drain, double rate, long bytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {drain} | {Entries} | {rate:F0} | {bytes / 1e6:F0} |"));

    private static async Task<double> MeasureStageAsync()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Url }, TimeProvider.System);
        await FillAsync(engine);
        var stage = new HarvestBrainStage(new StageContext(engine.Store, engine.Bus, TimeProvider.System, NullLogger.Instance), new HarvestBrainOptions());
        await stage.StartAsync(CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        while (await stage.StepAsync(CancellationToken.None))
        {
            // Until it is quiet.
        }

        var took = Stopwatch.GetElapsedTime(started);
        await CheckAsync(engine, stage.Metrics.Positions.Value());
        return Entries / took.TotalSeconds;
    }

    // From the moment at which the group has been given its first entries to the one at which all are acknowledged, seen from outside.
    private static async Task MeasureProcessAsync()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var engine = await RedisEngine.ConnectAsync(new RedisOptions { Url = redis.Url }, TimeProvider.System);
        await FillAsync(engine);
        var program = Process.Start(new ProcessStartInfo(
            Path.Combine(SourceRoot.Path, "quantum"), ["run", "harvest-brain", "--redis", redis.Url, "--set", "LOG_LEVEL=error", "--set", "METRICS_PORT=0"]) { UseShellExecute = false })!;
        try
        {
            await UntilAsync(engine, group => group.Lag < Entries);
            var started = Stopwatch.GetTimestamp();
            await UntilAsync(engine, group => group is { Lag: 0, Pending: 0 });
            var took = Stopwatch.GetElapsedTime(started);
            await Task.Delay(TimeSpan.FromSeconds(5));
            program.Refresh();
            Row("a process of its own, cold", Entries / took.TotalSeconds, program.WorkingSet64);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private static async Task UntilAsync(RedisEngine engine, Func<GroupStatus, bool> condition)
    {
        while (!(await engine.Bus.GetGroupsAsync(Keys.ExecutionResults.Name)).Any(condition))
            await Task.Delay(1);
    }

    private static async Task CheckAsync(RedisEngine engine, double? positions)
    {
        var group = (await engine.Bus.GetGroupsAsync(Keys.ExecutionResults.Name)).Single();
        if (group is not { Lag: 0, Pending: 0 } || positions != Symbols)
            throw new InvalidOperationException($"not drained: {group}, {positions} positions");
    }

    // An hour old: positions opened, added to and reduced, and nine prices for every fill.
    private static async Task FillAsync(RedisEngine engine)
    {
        var stream = new StreamKey<Entry>(Keys.ExecutionResults.Name, 2 * Entries);
        var from = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 3600;
        for (var i = 0; i < Entries; i += 1000)
            await Task.WhenAll(Enumerable.Range(i, Math.Min(1000, Entries - i)).Select(number => engine.Bus.AppendAsync(stream, new Entry(number, from)).AsTask()));
    }

    private sealed record Entry(int Number, long FromEpoch) : IWireRecord<Entry>
    {
        private const int PerSymbol = 10;

        public static Entry Read(WireReader reader) => throw new NotSupportedException("only written");

        public void Write(WireWriter writer)
        {
            var (symbol, turn) = (Number % Symbols, Number / Symbols);
            var price = 3300m + (turn % 400) - 100;
            writer.Text("symbol", $"C{symbol:00}USDT");
            if (turn % PerSymbol == 0)
                writer.Text("side", turn % (3 * PerSymbol) == 2 * PerSymbol ? "SELL" : "BUY").Number("qty", 1m).Number("stop_loss", 3100m).Text("status", "FILLED");
            else
                writer.Text("status", "PRICE_UPDATE");
            writer.Number("price", price).Integer("timestamp", FromEpoch + turn).Text("source", WireNames.Of(Provenance.Paper));
        }
    }
}
