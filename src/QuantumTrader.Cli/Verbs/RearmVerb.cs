using System.CommandLine;
using System.Text.Json.Nodes;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Governor;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum rearm</c>: lets apply act again after the governor has put it back to dry_run. The reason stays in the governor's events.</summary>
internal static class RearmVerb
{
    public static Command Create(SettingsCatalogue catalogue)
    {
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Why it may act again; kept with the event", Required = true };
        var json = CommonOptions.Json();
        var (redis, data) = (CommonOptions.Redis(), CommonOptions.DataDirectory());
        var (file, sets) = (ConfigCommand.FileOption(), ConfigCommand.SetOption());
        var command = new Command("rearm", "Let apply act again after the governor has disarmed it") { reason, redis, data, json, file, sets };
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var why = parsed.GetRequiredValue(reason).Trim();
                if (why.Length == 0)
                    throw new UsageException("--reason is empty: must say why apply may act again");
                var flags = SettingsLayer.OfFlags(
                    ("--redis", "REDIS_URL", parsed.GetValue(redis)), ("--data-dir", "DATA_DIR", parsed.GetValue(data)));
                var sources = new SettingsSources(parsed.GetValue(file), parsed.GetRequiredValue(sets), EnvironmentLayer.OfProcess(), flags);
                var options = StageOptions.Bind(sources.Bind(catalogue)).System;
                if (!options.IsOnRedis && options.DataDirectory is null)
                    throw new UsageException("rearm: --redis URL or --data-dir DIR is needed, to find the system that is to be armed again");
                return await RearmAsync(why, options, parsed.GetValue(json), output, cancellation);
            });
        });
        return command;
    }

    private static async Task<int> RearmAsync(
        string reason, SystemOptions options, bool json, CommandOutput output, CancellationToken cancellation)
    {
        await using var engine = await EngineFactory.OpenAsync(options, TimeProvider.System, cancellation);
        var state = new DisarmState(engine.Store, TimeProvider.System);
        var standing = await state.FindAsync(cancellation);
        if (standing is not null)
        {
            // Told first: repeated after a loss, it is told twice rather than never.
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await engine.Bus.AppendAsync(
                Keys.GovernorEvents, new GovernorEventRecord(GovernorEventKind.Rearmed, reason, Symbol: null, PlanId: null, now), cancellation);
            await state.RearmAsync(cancellation);
        }

        if (json)
            output.Write(new JsonObject { ["rearmed"] = standing is not null, ["was_disarmed_for"] = standing?.Reason, ["reason"] = reason });
        else
            output.Results.WriteLine(standing is null ? "apply was not disarmed" : $"apply is armed again; it was disarmed for {standing.Reason}");
        return ExitCode.Done;
    }
}
