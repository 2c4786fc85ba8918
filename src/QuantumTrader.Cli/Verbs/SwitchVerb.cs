using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Switches;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Verbs;

/// <summary>What the verbs that switch something have in common: on and off with a reason, then how everything stands.</summary>
internal sealed class SwitchVerb
{
    private const string Status = "status";

    private readonly Argument<string> _state = new("STATE") { Description = $"{OperatorEntryRecord.On}, {OperatorEntryRecord.Off} or {Status}" };
    private readonly Option<string?> _reason = new("--reason") { HelpName = "TEXT", Description = "Why; needed for on and off, and kept in the journal" };
    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Command _command;
    private readonly SystemChoice _system;

    /// <summary>Gives the command its argument and options.</summary>
    public SwitchVerb(Command command, SettingsCatalogue catalogue)
    {
        _command = command;
        command.Arguments.Add(_state);
        command.Options.Add(_reason);
        command.Options.Add(_json);
        _system = new SystemChoice(command, catalogue);
    }

    /// <summary>Switches and returns whether that changed something.</summary>
    public delegate ValueTask<bool> Act(StageContext context, StageOptions options, bool on, string reason, CancellationToken cancellation);

    /// <param name="symbols">Whose kill switches are shown.</param>
    public Task<int> RunAsync(ParseResult parsed, Func<StageOptions, IEnumerable<string>> symbols, Act act, CancellationToken cancellation)
    {
        var output = CommandOutput.Of(parsed);
        return Verb.GuardAsync(output, async () =>
        {
            bool? turn = parsed.GetRequiredValue(_state) switch
            {
                OperatorEntryRecord.On => true,
                OperatorEntryRecord.Off => false,
                Status => null,
                var text => throw new UsageException($"{_command.Name}: STATE = '{text}': must be {OperatorEntryRecord.On}, {OperatorEntryRecord.Off} or {Status}"),
            };
            var reason = parsed.GetValue(_reason)?.ReplaceLineEndings(" ").Trim();
            if (turn is not null && string.IsNullOrEmpty(reason))
                throw new UsageException($"{_command.Name} {parsed.GetRequiredValue(_state)}: --reason TEXT is needed; it is kept in the journal");
            var options = _system.Bind(parsed);
            var shown = symbols(options).ToList();
            await using var engine = await SystemChoice.LookAsync(options.System, cancellation);
            bool? changed = turn is { } on ? await act(ContextOf(engine), options, on, reason!, cancellation) : null;
            SwitchText.Write(await SwitchReader.ReadAsync(engine, shown, changed, cancellation), parsed.GetValue(_json), output);
            return ExitCode.Done;
        });
    }

    private static StageContext ContextOf(IEngine engine) => new(engine.Store, engine.Bus, TimeProvider.System, NullLogger.Instance);
}
