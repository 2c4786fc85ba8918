using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Configuration;

/// <summary>Everything that can give a setting, for one command. Flags win over <c>--set</c>, then environment, file, what the input names, default.</summary>
/// <param name="File">YAML file, or null for none.</param>
/// <param name="Sets">The texts of <c>--set</c>.</param>
/// <param name="Flags">Values of the command's own flags; see <see cref="SettingsLayer.OfFlags"/>.</param>
internal sealed record SettingsSources(
    string? File,
    IReadOnlyList<string> Sets,
    IReadOnlyDictionary<string, string> Environment,
    SettingsLayer? Flags = null)
{
    private static readonly string[] SymbolKeys = ["SYMBOLS", "MARKETSTATE_SYMBOLS", "FEED_SYMBOLS"];

    private SettingsLayer Known { get; init; } = SettingsLayer.Empty;

    /// <summary>
    /// What a verb that plays bars knows better than the defaults: their symbols, how much to log, and that plans may be carried out, since its venue is one of paper. Anything that the
    /// user says wins.
    /// </summary>
    public SettingsSources WithDefaults(IReadOnlyList<string> symbols, LogThreshold logLevel) => this with
    {
        Known = SettingsLayer.OfFlags([
            .. SymbolKeys.Select(key => ("the bars", key, (string?)string.Join(',', symbols))),
            ("this verb", "APPLY_MODE", WireNames.Of(ApplyMode.Paper)),
            ("this verb", "LOG_LEVEL", logLevel.ToString().ToLowerInvariant()),
        ]),
    };

    public SettingsBinder Bind(SettingsCatalogue catalogue) => new(
        catalogue,
        Flags ?? SettingsLayer.Empty,
        SetLayer.Read(Sets),
        EnvironmentLayer.Read(catalogue, Environment),
        File is null ? SettingsLayer.Empty : YamlLayer.ReadFile(File),
        Known);
}
