using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using QuantumTrader.Cli.Bench;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Composition.Logging;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Messaging.Redis;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum bench</c>: how long it takes, on this machine, from a price to the order that it makes due.</summary>
internal static class BenchVerb
{
    private const int WarmUpSymbols = 60;

    // Every stage but the one that publishes bars, which the measurement does itself.
    private static readonly IReadOnlyList<string> Stages = [.. StageNames.InOrder.Where(name => name != StageNames.Feed)];

    public static Command Create(SettingsCatalogue catalogue)
    {
        var redis = new Option<string?>("--redis") { HelpName = "URL", Description = "An empty Redis database; without it the embedded engine" };
        var processes = new Option<bool>("--processes") { Description = "A process of its own for each stage; needs --redis" };
        var symbols = new Option<int>("--symbols") { HelpName = "N", Description = "Symbols to trade after the warm-up, three acts each", DefaultValueFactory = _ => 200 };
        var json = CommonOptions.Json();
        var command = new Command("bench", "Measure the way from a price to the order that it makes due, on the paper venue") { redis, processes, symbols, json };
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var (url, apart, count) = (parsed.GetValue(redis), parsed.GetValue(processes), parsed.GetValue(symbols));
                if (count is < 1 or > 2000)
                    throw new UsageException($"--symbols = {count.ToString(CultureInfo.InvariantCulture)}: must be 1 to 2000");
                if (apart && url is null)
                    throw new UsageException("--processes needs --redis URL: processes share a Redis");
                var summary = await MeasureAsync(catalogue, url, apart, WarmUpSymbols + count, output, cancellation);
                if (parsed.GetValue(json))
                    output.Results.WriteLine(JsonSerializer.Serialize(summary, LatencySummaryJson.Default.LatencySummary));
                else
                    output.Results.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{summary.Setup}: price to fill in {summary.MedianMs:0.000} ms (median), {summary.P90Ms:0.000} (90 %), {summary.P99Ms:0.000} (99 %), {summary.MaxMs:0.000} (longest); {summary.Samples} acts, {summary.Missing} did not come. One bare hop from writer to reader: {summary.HopMedianMs:0.000} (median), {summary.HopP99Ms:0.000} (99 %), so that the median is {summary.HopsMedian:0.0} bare hops"));
                return summary.Missing == 0 ? ExitCode.Done : ExitCode.Failed;
            });
        });
        return command;
    }

    private static async Task<LatencySummary> MeasureAsync(
        SettingsCatalogue catalogue, string? redis, bool apart, int symbols, CommandOutput output, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        await using IEngine engine = redis is null
            ? new EmbeddedEngine(time)
            : await RedisEngine.ConnectAsync(new RedisOptions { Url = redis }, time, cancellation);
        if (await engine.Bus.GetLengthAsync(Keys.Klines.Name, cancellation) > 0)
            throw new UsageException($"--redis = {redis}: {Keys.Klines} has entries; the measurement needs an empty database");

        var hour = time.GetUtcNow().ToUnixTimeMilliseconds() / 3_600_000 * 3_600_000;
        var market = new BenchMarket(engine.Store, engine.Bus, symbols, hour - (2 * BenchMarket.HistoryBars * BarInterval.OneMinute.Milliseconds));
        await market.WriteHistoryAsync(cancellation);

        // Each symbol is played by itself, so that their bars are minutes apart. Without cool-downs an act follows every bar.
        string[] settings =
        [
            $"SYMBOLS={string.Join(',', market.Symbols)}", $"MARKETSTATE_SYMBOLS={string.Join(',', market.Symbols)}", "APPLY_MODE=paper", "ENTRY_RULE=none",
            "PAPER_BALANCE_USD=100000000", "GOV_SYMBOL_COOLDOWN_SECONDS=0", "P33_COOLDOWN_SEC=0",
            "HEAT_MAX_PORTFOLIO_AGE_SEC=600",
        ];
        var bench = new LatencyBench(engine.Bus, market, time);
        await bench.StartAsync(cancellation);
        var samples = apart
            ? await InProcessesAsync(settings, redis!, engine.Store, bench, cancellation)
            : await InThisProcessAsync(catalogue, settings, engine, bench, output, cancellation);
        var hops = await new HopBench(engine.Bus, time).MeasureAsync(cancellation);
        return LatencySummary.Of(redis is null ? "embedded" : apart ? "redis, a process a stage" : "redis, one process", samples, bench.Missing, hops);
    }

    private static async Task<IReadOnlyList<double>> InProcessesAsync(
        string[] settings, string redis, IStateStore store, LatencyBench bench, CancellationToken cancellation)
    {
        await using var processes = await StageProcesses.StartAsync(Stages, redis, settings, store, TimeProvider.System, cancellation);
        return await bench.MeasureAsync(WarmUpSymbols, cancellation);
    }

    private static async Task<IReadOnlyList<double>> InThisProcessAsync(
        SettingsCatalogue catalogue, string[] settings, IEngine engine, LatencyBench bench, CommandOutput output, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        using var logs = new StderrLogs(LogThreshold.Error, LogFormat.Text, toJournal: false, output.Faults, time);
        var options = StageOptions.Bind(new SettingsSources(File: null, settings, new Dictionary<string, string>()).Bind(catalogue));
        var stages = StageFactory.CreateAll(name => new StageContext(engine.Store, engine.Bus, time, logs.Of(name)), options, entries: null);
        foreach (var stage in stages)
            await stage.StartAsync(cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new LiveHost(engine.Bus, time, logs.Of("bench")).RunAsync(stages, started: true, stop.Token);
        try
        {
            return await bench.MeasureAsync(WarmUpSymbols, cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }
}
