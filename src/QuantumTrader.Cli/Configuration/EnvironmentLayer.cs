using System.Collections;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Configuration;

/// <summary>The layer of the environment variables; only those that are settings are taken.</summary>
internal static class EnvironmentLayer
{
    public const string Name = "environment";

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> OfProcess() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");

    public static SettingsLayer Read(SettingsCatalogue catalogue, IReadOnlyDictionary<string, string> variables)
    {
        var origin = new SettingOrigin(Name);
        return new SettingsLayer(
            RefusesUnknownKeys: false,
            [.. from key in catalogue.Keys where variables.ContainsKey(key) select new SettingEntry(null, key, variables[key], origin)],
            []);
    }
}
