namespace QuantumTrader.Pipeline.Configuration;

/// <summary>Checks every entry of one layer by itself: is the key known, and does the value keep the rule of each setting it is for.</summary>
internal sealed class LayerAudit(SettingsCatalogue catalogue)
{
    /// <summary>The faults of the layer, those from reading it included.</summary>
    public IEnumerable<SettingFault> Faults(SettingsLayer layer) =>
        layer.Faults.Concat(layer.Entries.SelectMany(entry => entry.Shape == SettingShape.Section ? HeadingFaults(entry) : ValueFaults(entry, layer)));

    private IEnumerable<SettingFault> HeadingFaults(SettingEntry heading)
    {
        if (catalogue.FindSection(heading.Key) is not null)
            yield break;
        if (catalogue.FindAll(heading.Key).FirstOrDefault() is { } setting)
            yield return new SettingFault(heading.Key, null, NotAHeading(setting), heading.Origin);
        else
            yield return new SettingFault(heading.Key, null, "is not a known section" + Hint(heading.Key, SectionNames), heading.Origin);
    }

    private static string NotAHeading(Setting setting) => setting.Kind.AcceptsMapping
        ? $"must stand in the section {setting.Section}: at the top of a file a mapping is a section itself"
        : $"{setting.Rule}, not a section";

    private IEnumerable<SettingFault> ValueFaults(SettingEntry entry, SettingsLayer layer)
    {
        // The heading of an unknown section is reported once, not again with every line below it.
        if (entry.Section is not null && catalogue.FindSection(entry.Section) is null)
            return [];
        var settings = SettingsOf(entry);
        if (settings.Count == 0)
            return layer.RefusesUnknownKeys ? Unknown(entry) : [];
        return from setting in settings
               from fault in setting.Read(entry).Faults
               select new SettingFault(entry.FullKey, fault.Value, fault.Rule, entry.Origin with { Line = fault.Line ?? entry.Origin.Line }, fault.Part);
    }

    private List<Setting> SettingsOf(SettingEntry entry)
    {
        if (entry.Section is null)
            return [.. catalogue.FindAll(entry.Key)];
        return catalogue.FindSection(entry.Section)?.Find(entry.Key) is { } setting ? [setting] : [];
    }

    private IEnumerable<SettingFault> Unknown(SettingEntry entry)
    {
        if (entry.Section is null && catalogue.FindSection(entry.Key) is not null)
        {
            // A heading with nothing below it is what is left when its lines are commented out.
            return entry is { Text: "", Node: null } ? [] : [Fault(entry, entry.Node is null ? entry.Text : null, "is a section: its settings stand below it, one a line, indented")];
        }

        var owners = catalogue.FindAll(entry.Key).Select(setting => setting.Section).ToArray();
        if (owners.Length > 0)
            return [Fault(entry, Shown(entry, entry.Key), $"is not a setting of {entry.Section}, but of {string.Join(", ", owners)}")];

        var known = entry.Section is null ? catalogue.Keys : catalogue.FindSection(entry.Section)!.Settings.Select(setting => setting.Key);
        var nearest = NearestName.Find(entry.Key, known) ?? NearestName.Find(entry.Key, catalogue.Keys);
        var what = entry.Section is null ? "is not a known setting" : $"is not a known setting of {entry.Section}";
        return [Fault(entry, Shown(entry, nearest), what + (nearest is null ? "" : $"; did you mean {nearest}?"))];
    }

    private IEnumerable<string> SectionNames => catalogue.Sections.Select(section => section.Name);

    private static SettingFault Fault(SettingEntry entry, string? value, string rule) => new(entry.FullKey, value, rule, entry.Origin);

    // Of a structure nothing: it may hold a secret under another name.
    private string? Shown(SettingEntry entry, string? nearest)
    {
        if (entry.Node is not null)
            return null;
        var isSecret = SecretMask.SoundsSecret(entry.Key) || (nearest is not null && catalogue.FindAll(nearest).Any(setting => setting.IsSecret));
        return isSecret && entry.Text.Length > 0 ? SecretMask.Hidden : entry.Text;
    }

    private static string Hint(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"; did you mean {nearest}?" : "";
}
