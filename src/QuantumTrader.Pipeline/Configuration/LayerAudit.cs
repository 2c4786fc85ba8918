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
            yield return new SettingFault(heading.Key, null, $"{setting.Rule}, not a section", heading.Origin);
        else
            yield return new SettingFault(heading.Key, null, "is not a known section" + Hint(heading.Key, SectionNames), heading.Origin);
    }

    private IEnumerable<SettingFault> ValueFaults(SettingEntry entry, SettingsLayer layer)
    {
        // The heading of an unknown section is reported once, not again with every line below it.
        if (entry.Section is not null && catalogue.FindSection(entry.Section) is null)
            return [];
        var settings = SettingsOf(entry);
        if (settings.Count == 0)
            return layer.RefusesUnknownKeys ? Unknown(entry) : [];
        return from setting in settings
               where !setting.TryRead(entry.Text, entry.Shape, out _)
               select new SettingFault(entry.FullKey, setting.Mask(entry.Text), setting.Rule + ShapeNote(entry, setting), entry.Origin);
    }

    private List<Setting> SettingsOf(SettingEntry entry)
    {
        if (entry.Section is null)
            return [.. catalogue.FindAll(entry.Key)];
        return catalogue.FindSection(entry.Section)?.Find(entry.Key) is { } setting ? [setting] : [];
    }

    private static string ShapeNote(SettingEntry entry, Setting setting) =>
        entry.Shape == SettingShape.List && !setting.Kind.AcceptsList ? ", not a list" : "";

    private IEnumerable<SettingFault> Unknown(SettingEntry entry)
    {
        if (entry.Section is null && catalogue.FindSection(entry.Key) is not null)
        {
            // A heading with nothing below it is what is left when its lines are commented out.
            return entry.Text.Length == 0 ? [] : [Fault(entry, entry.Text, "is a section: its settings stand below it, one a line, indented")];
        }

        var owners = catalogue.FindAll(entry.Key).Select(setting => setting.Section).ToArray();
        if (owners.Length > 0)
            return [Fault(entry, Masked(entry, entry.Key), $"is not a setting of {entry.Section}, but of {string.Join(", ", owners)}")];

        var known = entry.Section is null ? catalogue.Keys : catalogue.FindSection(entry.Section)!.Settings.Select(setting => setting.Key);
        var nearest = NearestName.Find(entry.Key, known) ?? NearestName.Find(entry.Key, catalogue.Keys);
        var what = entry.Section is null ? "is not a known setting" : $"is not a known setting of {entry.Section}";
        return [Fault(entry, Masked(entry, nearest), what + (nearest is null ? "" : $"; did you mean {nearest}?"))];
    }

    private IEnumerable<string> SectionNames => catalogue.Sections.Select(section => section.Name);

    private static SettingFault Fault(SettingEntry entry, string? value, string rule) => new(entry.FullKey, value, rule, entry.Origin);

    private string Masked(SettingEntry entry, string? nearest)
    {
        var isSecret = SecretMask.SoundsSecret(entry.Key) || (nearest is not null && catalogue.FindAll(nearest).Any(setting => setting.IsSecret));
        return isSecret && entry.Text.Length > 0 ? SecretMask.Hidden : entry.Text;
    }

    private static string Hint(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"; did you mean {nearest}?" : "";
}
