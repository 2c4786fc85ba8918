using System.CommandLine;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum kill</c>: stops all order flow, or one symbol's, and lets it go again.</summary>
internal static class KillVerb
{
    public static Command Create(SettingsCatalogue catalogue)
    {
        var scope = new Option<string>("--scope")
        {
            HelpName = "all|SYMBOL",
            Description = "What is switched: everything, or one symbol",
            DefaultValueFactory = _ => OperatorEntryRecord.Everything,
        };
        var command = new Command("kill", "Stop all order flow at once, resting stops excepted; off lets it go again, and nothing older is acted on") { scope };
        var verb = new SwitchVerb(command, catalogue);
        command.SetAction((parsed, cancellation) => verb.RunAsync(
            parsed,
            options => options.HarvestProposal.Symbols.Concat(SymbolOf(parsed.GetRequiredValue(scope)) is { } symbol ? [symbol] : []),
            async (context, _, on, reason, token) =>
            {
                var control = new KillControl(context);
                var symbol = SymbolOf(parsed.GetRequiredValue(scope));
                if (!on)
                    return await control.OffAsync(symbol, reason, token);
                await control.OnAsync(symbol, reason, token);
                return true;
            },
            cancellation));
        return command;
    }

    private static string? SymbolOf(string scope)
    {
        if (string.Equals(scope, OperatorEntryRecord.Everything, StringComparison.OrdinalIgnoreCase))
            return null;
        return SymbolList.TryParse(scope, out var list) && list.Count == 1
            ? list[0]
            : throw new UsageException($"--scope = '{scope}': must be {OperatorEntryRecord.Everything} or one symbol such as BTCUSDT");
    }
}
