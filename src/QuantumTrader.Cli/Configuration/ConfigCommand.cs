using System.CommandLine;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Configuration;

/// <summary>The verb <c>config</c>: checks, shows and describes the settings.</summary>
internal static class ConfigCommand
{
    public static Command Create(SettingsCatalogue catalogue) => Create(catalogue, EnvironmentLayer.OfProcess);

    /// <param name="environment">Asked when a command runs.</param>
    public static Command Create(SettingsCatalogue catalogue, Func<IReadOnlyDictionary<string, string>> environment) =>
        new("config", "Check, show and describe the settings")
        {
            Check(catalogue, environment),
            Show(catalogue, environment),
            Schema(catalogue),
        };

    /// <summary>The option <c>--set</c>, for every verb that reads settings.</summary>
    public static Option<string[]> SetOption() => new("--set")
    {
        HelpName = "[SECTION.]KEY=VALUE",
        Description = "Set one setting, for all stages or for one section; repeatable",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The option <c>--config</c>, for every verb that reads settings.</summary>
    public static Option<string?> FileOption() => new("--config") { HelpName = "FILE", Description = "YAML file with settings" };

    private static Option<bool> JsonOption() => new("--json") { Description = "Print the result as JSON" };

    private static Command Check(SettingsCatalogue catalogue, Func<IReadOnlyDictionary<string, string>> environment)
    {
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "YAML file with settings" };
        var (sets, json) = (SetOption(), JsonOption());
        var command = new Command("check", "Check a file and the environment; lists every fault and exits with 2 if there is one") { file, sets, json };
        command.SetAction(parsed => ConfigCheck.Run(
            catalogue,
            new SettingsSources(parsed.GetValue(file), parsed.GetRequiredValue(sets), environment()),
            CommandOutput.Of(parsed),
            parsed.GetValue(json)));
        return command;
    }

    private static Command Show(SettingsCatalogue catalogue, Func<IReadOnlyDictionary<string, string>> environment)
    {
        var section = new Option<string?>("--section") { HelpName = "NAME", Description = "Show the settings of this section only" };
        var (file, sets, json) = (FileOption(), SetOption(), JsonOption());
        var command = new Command("show", "Show every setting with its value and where that came from; secrets are masked") { file, sets, section, json };
        command.SetAction(parsed => ConfigShow.Run(
            catalogue,
            new SettingsSources(parsed.GetValue(file), parsed.GetRequiredValue(sets), environment()),
            parsed.GetValue(section),
            CommandOutput.Of(parsed),
            parsed.GetValue(json)));
        return command;
    }

    private static Command Schema(SettingsCatalogue catalogue)
    {
        var command = new Command("schema", "Print the JSON Schema of the YAML file, for editors that complete and check while typing");
        command.SetAction(parsed =>
        {
            CommandOutput.Of(parsed).Write(ConfigSchema.Create(catalogue));
            return ExitCode.Done;
        });
        return command;
    }
}
