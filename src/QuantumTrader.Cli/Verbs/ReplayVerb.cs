using System.CommandLine;
using System.Text.Json;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Composition.Logging;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Replay;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Execution;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum replay</c>: recorded bars through the whole pipeline, with a summary.</summary>
internal static class ReplayVerb
{
    public static Command Create(SettingsCatalogue catalogue)
    {
        var (klines, entries, rule, json) = (CommonOptions.Klines(), CommonOptions.Entries(), CommonOptions.EntryRule(), CommonOptions.Json());
        (klines.Required, klines.DefaultValueFactory) = (true, null);
        var seed = new Option<long?>("--seed") { HelpName = "N", Description = "Seed of the random entry rule" };
        var outDirectory = new Option<string?>("--out") { HelpName = "DIR", Description = "Write decisions.jsonl, fills.csv, equity.csv and report.html there" };
        var (file, sets) = (ConfigCommand.FileOption(), ConfigCommand.SetOption());
        var command = new Command("replay", "Play recorded bars through the whole pipeline on a virtual clock, as fast as it goes")
        {
            klines, entries, rule, seed, outDirectory, json, file, sets,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                using var bars = RecordedBars.Open(parsed.GetRequiredValue(klines));
                var flags = SettingsLayer.OfFlags(
                    ("--klines", "FEED", "klines"), ("--klines", "FEED_KLINES", string.Join(',', parsed.GetRequiredValue(klines))),
                    ("--entry-rule", "ENTRY_RULE", parsed.GetValue(rule)), ("--seed", "ENTRY_SEED", parsed.GetValue(seed)?.ToString()));
                var sources = new SettingsSources(parsed.GetValue(file), parsed.GetRequiredValue(sets), EnvironmentLayer.OfProcess(), flags);
                var options = StageOptions.Bind(sources.WithDefaults(bars.Symbols, LogThreshold.Warn).Bind(catalogue));
                IEntryRule? entryRule = parsed.GetValue(entries) is { } list ? new PlannedRule(EntriesFile.Read(list)) : EntryRules.Create(options.Execution);
                using var logs = StderrLogs.Of(options.System, output.Faults, TimeProvider.System);
                var run = new ReplayRun(bars, options, entryRule, logs.Of);
                return await RunAsync(run, bars, parsed.GetValue(outDirectory), parsed.GetValue(json), output, cancellation);
            });
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ReplayRun run, RecordedBars bars, string? outDirectory, bool json, CommandOutput output, CancellationToken cancellation)
    {
        using var files = outDirectory is null ? null : ReplayFiles.Create(outDirectory);
        var summary = await ReplayProgressBar.RunAsync(
            report => run.RunAsync(files is null ? [] : [files], report, cancellation), bars.Symbols.Count, show: !json);
        files?.Complete(summary);
        if (json)
            output.Results.WriteLine(JsonSerializer.Serialize(summary, ReplaySummaryJson.Default.ReplaySummary));
        else
            ReplayTable.Write(summary, output);
        return ExitCode.Done;
    }
}
