using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Inspect;
using QuantumTrader.Cli.Rendering;
using QuantumTrader.Messaging;
using QuantumTrader.Pipeline.Configuration;
using Spectre.Console.Rendering;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum status</c>, <c>positions</c> and <c>permits</c>: looks into a system, changes nothing.</summary>
internal static class InspectVerbs
{
    // Wider than a page of text: a column that is wrapped cannot be compared.
    private const int Width = 160;

    public static Command Status(SettingsCatalogue catalogue) => Create(
        "status", "Is the engine there, where does the chain stand still, what stops order flow, which position is unprotected", catalogue,
        (engine, options, cancellation) => new StatusLook(engine, options, TimeProvider.System).ReadAsync(SystemChoice.NameOf(options.System), cancellation),
        StatusPage.Render, InspectJson.Default.SystemStatus);

    public static Command Positions(SettingsCatalogue catalogue) => Create(
        "positions", "Open positions: R, stop and whether the venue confirmed it, age, ledger", catalogue,
        (engine, options, cancellation) => PositionLook.ReadAsync(engine, options, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), cancellation),
        PositionPage.Render, InspectJson.Default.PositionList);

    public static Command Permits(SettingsCatalogue catalogue) => Create(
        "permits", "Live permits with their remaining time, and what was refused last", catalogue,
        (engine, _, cancellation) => PermitLook.ReadAsync(engine, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), cancellation),
        PermitPage.Render, InspectJson.Default.PermitList);

    private static Command Create<T>(
        string name, string description, SettingsCatalogue catalogue, Func<IEngine, StageOptions, CancellationToken, ValueTask<T>> look,
        Func<T, IEnumerable<IRenderable>> render, JsonTypeInfo<T> spelling)
    {
        var json = CommonOptions.Json();
        var command = new Command(name, description) { json };
        var system = new SystemChoice(command, catalogue);
        command.SetAction((parsed, cancellation) =>
        {
            var output = CommandOutput.Of(parsed);
            return Verb.GuardAsync(output, async () =>
            {
                var options = system.Bind(parsed);
                await using var engine = await SystemChoice.LookAsync(options.System, cancellation);
                var found = await look(engine, options, cancellation);
                if (parsed.GetValue(json))
                    output.Results.WriteLine(JsonSerializer.Serialize(found, spelling));
                else
                    Page.Write(output, Width, render(found));
                return ExitCode.Done;
            });
        });
        return command;
    }
}
