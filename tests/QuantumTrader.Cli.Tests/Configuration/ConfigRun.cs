using System.CommandLine;
using System.Text.Json.Nodes;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestBrain;

namespace QuantumTrader.Cli.Tests.Configuration;

/// <summary>What one run of the verb <c>config</c> answered.</summary>
internal sealed record ConfigRun(int ExitCode, string Results, string Faults)
{
    public static SettingsCatalogue Catalogue { get; } = new(typeof(ShopOptions), typeof(BankOptions));

    /// <summary>A shop, and a stage that works on ladders.</summary>
    public static SettingsCatalogue LadderCatalogue { get; } = new(typeof(ShopOptions), typeof(HarvestBrainOptions));

    public JsonNode Json => JsonNode.Parse(Results)!;

    public string[] FaultLines => Faults.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs <c>config</c> with an environment that is only this.</summary>
    public static ConfigRun Of(string[] arguments, params (string Key, string Text)[] environment) => Of(Catalogue, arguments, environment);

    /// <summary>The same with the settings of another catalogue.</summary>
    public static ConfigRun Of(SettingsCatalogue catalogue, string[] arguments, params (string Key, string Text)[] environment)
    {
        var command = ConfigCommand.Create(catalogue, () => environment.ToDictionary(pair => pair.Key, pair => pair.Text));
        using var results = new StringWriter { NewLine = "\n" };
        using var faults = new StringWriter { NewLine = "\n" };
        var exitCode = command.Parse(arguments).Invoke(new InvocationConfiguration { Output = results, Error = faults });
        return new ConfigRun(exitCode, results.ToString(), faults.ToString());
    }
}
