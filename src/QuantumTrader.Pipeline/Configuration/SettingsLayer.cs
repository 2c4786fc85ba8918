namespace QuantumTrader.Pipeline.Configuration;

/// <summary>One source of values: the flags, <c>--set</c>, the environment, the file.</summary>
/// <param name="RefusesUnknownKeys">False for the environment, which is full of other programs' variables.</param>
/// <param name="Entries">In the order they were given.</param>
/// <param name="Faults">What could not be read at all, or was given twice.</param>
public sealed record SettingsLayer(bool RefusesUnknownKeys, IReadOnlyList<SettingEntry> Entries, IReadOnlyList<SettingFault> Faults)
{
    public static SettingsLayer Empty { get; } = new(RefusesUnknownKeys: true, [], []);

    /// <summary>Values of command-line flags, which win over everything. A flag that was not given (null) is left out.</summary>
    public static SettingsLayer OfFlags(params IEnumerable<(string Flag, string Key, string? Text)> flags) =>
        new(
            RefusesUnknownKeys: true,
            [.. from flag in flags where flag.Text is not null select new SettingEntry(null, flag.Key, flag.Text, new SettingOrigin(flag.Flag))],
            []);
}
