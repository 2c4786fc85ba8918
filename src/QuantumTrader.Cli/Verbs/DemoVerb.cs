using System.CommandLine;
using System.Globalization;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Composition.Logging;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Demo;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum demo</c>: everything in one process on a simulated or recorded market, for people to watch.</summary>
internal static class DemoVerb
{
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"];

    public static Command Create(SettingsCatalogue catalogue)
    {
        var length = new Option<string?>("--for") { HelpName = "60s", Description = "How long to run: 30s, 5m, 1h; without it until Ctrl-C" };
        var speed = new Option<double>("--speed") { HelpName = "60", Description = "Market seconds in a second", DefaultValueFactory = _ => 60 };
        var seed = new Option<long>("--seed") { HelpName = "7", Description = "Seed of the simulated market", DefaultValueFactory = _ => 7 };
        var klines = CommonOptions.Klines();
        var (file, sets) = (ConfigCommand.FileOption(), ConfigCommand.SetOption());
        var command = new Command("demo", "Watch it work: everything in one process, paper venue, simulated (or recorded) market")
        {
            length, speed, seed, klines, file, sets,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var pace = parsed.GetValue(speed);
                if (!double.IsFinite(pace) || pace is <= 0 or > 100_000)
                    throw new UsageException($"--speed = {pace.ToString(CultureInfo.InvariantCulture)}: must be above 0 and at most 100000");
                var duration = parsed.GetValue(length) is { } text ? Durations.Parse("--for", text) : (TimeSpan?)null;
                using var bars = Open(parsed.GetRequiredValue(klines), parsed.GetValue(seed));
                var sources = new SettingsSources(parsed.GetValue(file), parsed.GetRequiredValue(sets), EnvironmentLayer.OfProcess());
                var options = StageOptions.Bind(sources.WithDefaults(bars.Symbols, LogThreshold.Error).Bind(catalogue));
                using var logs = StderrLogs.Of(options.System, output.Faults, TimeProvider.System);
                await new DemoRun(bars, options, pace, logs.Of, output).RunAsync(duration, cancellation);
                return ExitCode.Done;
            });
        });
        return command;
    }

    private static IBarSource Open(string[] klines, long seed)
    {
        if (klines.Length > 0)
            return RecordedBars.Open(klines);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var start = BarInterval.OneMinute.Floor(now) - (DemoRun.PastInstants * BarInterval.OneMinute.Milliseconds);
        return new SimulatedMarket(new SimulatedMarketOptions(seed, Symbols, start, BarInterval.OneMinute));
    }
}
