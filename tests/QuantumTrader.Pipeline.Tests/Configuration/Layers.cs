using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Tests.Configuration;

/// <summary>Builds layers as their readers would, and binds the sample options.</summary>
internal static class Layers
{
    public static SettingsCatalogue Catalogue { get; } = new(typeof(SampleOptions), typeof(OtherOptions));

    /// <summary>A layer of "KEY=VALUE" and "section.KEY=VALUE" texts; line numbers count from 1 when the name is a file.</summary>
    public static SettingsLayer Named(string name, params string[] assignments)
    {
        var entries = new List<SettingEntry>();
        foreach (var (index, assignment) in assignments.Index())
        {
            var origin = new SettingOrigin(name, name.EndsWith(".yaml", StringComparison.Ordinal) ? index + 1 : null);
            var (fullKey, text) = (assignment.Split('=', 2)[0], assignment.Split('=', 2)[1]);
            var dot = fullKey.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0)
                entries.Add(new SettingEntry(null, fullKey[..dot], "", origin, SettingShape.Section));
            entries.Add(new SettingEntry(dot < 0 ? null : fullKey[..dot], fullKey[(dot + 1)..], text, origin));
        }

        return new SettingsLayer(RefusesUnknownKeys: name != "environment", entries, []);
    }

    public static SettingsBinder Bind(params SettingsLayer[] layers) => new(Catalogue, layers);

    public static SettingsBinder BindFile(params string[] assignments) => Bind(Named("config.yaml", assignments));

    public static string[] FaultsOf(params string[] assignments) => [.. BindFile(assignments).Faults.Select(fault => fault.ToString())];
}
