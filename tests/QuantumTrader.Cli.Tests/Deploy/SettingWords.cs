using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Tests.Deploy;

/// <summary>What the environment files and the configuration page say about a setting besides its own words.</summary>
internal static class SettingWords
{
    /// <summary>What a service has that a person at a terminal has not.</summary>
    public static IReadOnlyDictionary<string, string> GivenToServices { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["REDIS_HOST"] = "127.0.0.1", ["REDIS_START_WAIT_SEC"] = "30" };

    /// <summary>The default as it is written; null: the setting is not set.</summary>
    public static string? DefaultOf(Setting setting) => setting.Show(setting.Default) is { Length: > 0 } value ? value : null;

    /// <summary>The settings of other sections that a stage reads. Apply plans nothing while the brain acts: it reads the brain's own setting.</summary>
    public static IEnumerable<Setting> Borrowed(string section, SettingsCatalogue catalogue) =>
        section == StageNames.Apply ? catalogue.FindAll("HARVEST_ENGINE") : [];
}
