using System.CommandLine;
using Microsoft.Extensions.Logging;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Composition.Logging;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Service;
using QuantumTrader.Observability.HarvestExporter;
using QuantumTrader.Observability.SafetyExporter;
using QuantumTrader.Operator.Notifications.Receivers;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum run</c>: stages as a service, in one process or many.</summary>
internal static class RunVerb
{
    private const string All = "all";

    public static Command Create(SettingsCatalogue catalogue)
    {
        var stages = new Argument<string>("STAGES") { Description = $"all, or some of {string.Join(",", StageNames.All)}" };
        var feed = new Option<string[]>("--feed")
        {
            HelpName = "sim | klines PATH...",
            Description = "Where the bars come from; a recording is played as fast as its consumers go, and ends the run",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var exchange = new Option<string>("--exchange") { HelpName = "paper", Description = "The venue", DefaultValueFactory = _ => "paper" };
        var once = new Option<bool>("--once") { Description = "Run one cycle of each stage, then exit" };
        var (klines, redis, data) = (CommonOptions.Klines(), CommonOptions.Redis(), CommonOptions.DataDirectory());
        var (file, sets) = (ConfigCommand.FileOption(), ConfigCommand.SetOption());
        var command = new Command("run", "Run stages as a service: all in one process, or each in its own on one Redis")
        {
            stages, redis, data, exchange, feed, klines, once, file, sets,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var names = StagesOf(parsed.GetRequiredValue(stages));
                CheckExchange(parsed.GetRequiredValue(exchange));
                var (kind, paths) = FeedOf(parsed.GetRequiredValue(feed), parsed.GetRequiredValue(klines));
                var single = parsed.GetValue(once);
                var flags = SettingsLayer.OfFlags(
                    ("--redis", "REDIS_URL", parsed.GetValue(redis)), ("--data-dir", "DATA_DIR", parsed.GetValue(data)),
                    ("--feed", "FEED", kind), ("--feed", "FEED_KLINES", paths),
                    ("--once", "INPUT_WAIT_SEC", single ? "0" : null));
                var sources = new SettingsSources(parsed.GetValue(file), parsed.GetRequiredValue(sets), EnvironmentLayer.OfProcess(), flags);
                return await RunAsync(names, StageOptions.Bind(sources.Bind(catalogue)), single, output, cancellation);
            });
        });
        return command;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> names, StageOptions options, bool once, CommandOutput output, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        using var logs = StderrLogs.Of(options.System, output.Faults, time);
        using var manager = SystemdManager.Find(Environment.GetEnvironmentVariable, logs.Of("run"));
        try
        {
            return await RunAsync(names, options, once, logs, manager, output, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !once)
        {
            logs.Of("run").LogInformation("stopped before all stages had started");
            return ExitCode.Done;
        }
        catch (Exception fault) when (logs.IsJson && Verb.IsFailure(fault))
        {
            logs.Of("run").LogCritical("{Reason}", fault.Message);
            return ExitCode.Failed;
        }
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<string> names, StageOptions options, bool once, StderrLogs logs, SystemdManager? manager, CommandOutput output, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var receivers = names.Contains(StageNames.Notifier) ? ConfiguredReceivers.Open(options.Notifier, time) : [];
        using var bars = names.Contains(StageNames.Feed) ? BarSources.Open(options.Feed, time.GetUtcNow()) : null;
        await using var engine = await EngineWait.OpenAsync(options.System, time, logs.Of("run"), why => manager?.Tell($"STATUS=waiting: {why}"), cancellation);
        await using var leases = new StageLeases(engine.Store, time, options.System);
        await using var metrics = new MetricsService(engine, options, time, logs.Of("metrics"));
        await using var notifications = new NotificationService(options.Notifier, time, logs.Of(StageNames.Notifier));
        var stages = names.Select(name =>
        {
            var context = metrics.Around(name, new StageContext(engine.Store, engine.Bus, time, logs.Of(name)));
            return once || StageNames.Exporters.Contains(name) ? Make(context) : leases.Make(name, context, Make);

            IStage Make(StageContext given) => name switch
            {
                StageNames.Feed => StageFactory.Feed(given, bars!, BarSources.PaceOf(options.Feed)),
                StageNames.HarvestExporter => new HarvestExporterStage(given, options.HarvestExporter),
                StageNames.SafetyExporter => new SafetyExporterStage(given, engine, options.SafetyExporter),
                StageNames.Notifier => notifications.Make(given, receivers),
                _ => StageFactory.Create(name, given, options, EntryRules.Create(options.Execution)),
            };
        }).ToList();

        if (once)
            return await SingleCycle.RunAsync(stages, output, cancellation);
        logs.Of("run").LogInformation("running {Stages}", string.Join(", ", names));
        await metrics.StartAsync(stages, cancellation);
        await using var report = manager is null ? null : new ServiceReport(manager, metrics.Heartbeats, time);
        report?.Start();
        await using var stopping = cancellation.Register(() => report?.Stopping());
        await new LiveHost(engine.Bus, time, logs.Of("run"), metrics.Observer).RunAsync(stages, started: false, cancellation);
        logs.Of("run").LogInformation("{End}", cancellation.IsCancellationRequested ? "stopped" : "the feed has ended");
        return ExitCode.Done;
    }

    private static IReadOnlyList<string> StagesOf(string text)
    {
        if (text == All)
            return StageNames.All;
        var asked = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (asked.Except(StageNames.All).FirstOrDefault() is { } unknown)
            throw new UsageException($"STAGES: '{unknown}' is not a stage; known: {All}, {string.Join(", ", StageNames.All)}");
        return asked.Length == 0
            ? throw new UsageException($"STAGES is empty; known: {All}, {string.Join(", ", StageNames.All)}")
            : [.. StageNames.All.Where(asked.Contains)];
    }

    private static void CheckExchange(string name)
    {
        if (name != "paper")
            throw new UsageException($"--exchange: '{name}' is not a venue of this build; known: paper");
    }

    private static (string? Kind, string? Paths) FeedOf(string[] feed, string[] klines)
    {
        var paths = feed.Skip(1).Concat(klines).ToList();
        var kind = feed.Length > 0 ? feed[0] : klines.Length > 0 ? "klines" : null;
        if (kind is not (null or "sim" or "klines"))
            throw new UsageException($"--feed: '{kind}' is not a feed of this build; known: sim, klines PATH...");
        return (kind, paths.Count == 0 ? null : string.Join(',', paths));
    }
}
