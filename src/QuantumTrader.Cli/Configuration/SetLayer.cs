using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Cli.Configuration;

/// <summary>The layer of <c>--set KEY=VALUE</c> and <c>--set SECTION.KEY=VALUE</c>.</summary>
internal static class SetLayer
{
    public const string Name = "--set";

    private static readonly SettingOrigin s_origin = new(Name);

    public static SettingsLayer Read(IEnumerable<string> assignments)
    {
        var entries = new List<SettingEntry>();
        var faults = new List<SettingFault>();
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=');
            if (equals <= 0)
            {
                // Never the text after the sign: without its key nobody can say whether it is a secret.
                faults.Add(new SettingFault(equals < 0 ? assignment : null, null, "must be KEY=VALUE or SECTION.KEY=VALUE", s_origin));
                continue;
            }

            var entry = Entry(assignment[..equals].Trim(), assignment[(equals + 1)..]);
            if (entries.Exists(earlier => earlier.FullKey == entry.FullKey))
                faults.Add(new SettingFault(entry.FullKey, null, "is given twice", s_origin));
            else
                entries.Add(entry);
        }

        var headings = from section in entries.Select(entry => entry.Section).OfType<string>().Distinct()
                       select new SettingEntry(null, section, "", s_origin, SettingShape.Section);
        return new SettingsLayer(RefusesUnknownKeys: true, [.. entries, .. headings], faults);
    }

    private static SettingEntry Entry(string key, string text)
    {
        var dot = key.IndexOf('.');
        return dot < 0 ? new SettingEntry(null, key, text, s_origin) : new SettingEntry(key[..dot], key[(dot + 1)..], text, s_origin);
    }
}
