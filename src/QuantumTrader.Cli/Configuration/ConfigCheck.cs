using System.Text.Json.Nodes;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Configuration;

/// <summary><c>config check</c>: says that the configuration is valid, or everything that is wrong with it.</summary>
internal static class ConfigCheck
{
    public static int Run(SettingsCatalogue catalogue, SettingsSources sources, CommandOutput output, bool json)
    {
        var settings = sources.Bind(catalogue);
        var isValid = settings.Faults.Count == 0;
        output.Write(settings.Faults);
        if (json)
            output.Write(Result(settings, sources));
        else if (isValid)
            WriteSummary(settings, sources, output);
        return isValid ? ExitCode.Done : ExitCode.BadUsage;
    }

    private static void WriteSummary(SettingsBinder settings, SettingsSources sources, CommandOutput output)
    {
        output.Results.WriteLine(Summary(settings, sources));
        ExplainedLadder.Write(ExplainedLadder.AllOf(settings), output);
    }

    private static string Summary(SettingsBinder settings, SettingsSources sources)
    {
        var count = CountByOrigin(settings);
        var parts = from origin in new[] { sources.File, SetLayer.Name, EnvironmentLayer.Name }
                    where origin is not null && (origin == sources.File || count.ContainsKey(origin))
                    select $", {count.GetValueOrDefault(origin)} from {origin}";
        return $"configuration is valid: {count.Values.Sum()} settings{string.Concat(parts)}";
    }

    private static JsonObject Result(SettingsBinder settings, SettingsSources sources)
    {
        var result = new JsonObject { ["valid"] = settings.Faults.Count == 0, ["file"] = sources.File };
        if (settings.Faults.Count == 0)
        {
            var count = CountByOrigin(settings);
            result["settings"] = count.Values.Sum();
            result["settings_by_origin"] = new JsonObject(count.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
            result["ladders"] = new JsonArray([.. ExplainedLadder.AllOf(settings).Select(ladder => ladder.ToJson())]);
        }

        result["faults"] = new JsonArray([.. settings.Faults.Select(Fault)]);
        return result;
    }

    private static JsonObject Fault(SettingFault fault) => new()
    {
        ["origin"] = fault.Origin?.Name,
        ["line"] = fault.Origin?.Line,
        ["key"] = fault.Key,
        ["part"] = fault.Part,
        ["value"] = fault.Value,
        ["rule"] = fault.Rule,
        ["message"] = fault.ToString(),
    };

    private static Dictionary<string, int> CountByOrigin(SettingsBinder settings) =>
        settings.Sections.SelectMany(section => section.Settings).CountBy(bound => bound.Origin.Name).ToDictionary();
}
