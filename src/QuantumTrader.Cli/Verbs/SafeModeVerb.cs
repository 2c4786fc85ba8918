using System.CommandLine;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Cli.Verbs;

/// <summary><c>quantum safe-mode</c>: denies intents that could raise risk for a time; exits pass.</summary>
internal static class SafeModeVerb
{
    public static Command Create(SettingsCatalogue catalogue)
    {
        var life = new Option<string?>("--for") { HelpName = "TIME", Description = "How long it stays on, such as 5m; without it SAFETY_FAULT_COOLDOWN_SEC" };
        var command = new Command("safe-mode", "Deny intents that could raise risk for a time; what only reduces a position passes") { life };
        var verb = new SwitchVerb(command, catalogue);
        command.SetAction((parsed, cancellation) => verb.RunAsync(
            parsed,
            options =>
            {
                _ = LifeOf(parsed.GetValue(life));
                return options.HarvestProposal.Symbols;
            },
            async (context, options, on, reason, token) =>
            {
                var control = new SafeModeControl(context);
                if (!on)
                    return await control.OffAsync(reason, token);
                await control.OnAsync(LifeOf(parsed.GetValue(life)) ?? TimeSpan.FromSeconds(options.IntentRouter.FaultCooldownSeconds), reason, token);
                return true;
            },
            cancellation));
        return command;
    }

    private static TimeSpan? LifeOf(string? text) => text is null ? null : Durations.Parse("--for", text);
}
