namespace QuantumTrader.Pipeline.Configuration;

/// <summary>
/// Every setting that exists. The composition root hands in the options classes; whatever is not among them is an unknown key.
/// The same key may belong to several sections, each with its own default.
/// </summary>
public sealed class SettingsCatalogue
{
    private readonly Dictionary<string, SettingsSection> _sections;
    private readonly ILookup<string, Setting> _byKey;

    /// <exception cref="ArgumentException">A class is not a usable options class, or two claim one section name.</exception>
    public SettingsCatalogue(params IEnumerable<Type> optionsTypes)
    {
        Sections = [.. optionsTypes.Select(type => new SettingsSection(type))];
        var twice = Sections.GroupBy(section => section.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"the section {twice.Key} belongs to {string.Join(" and to ", twice.Select(section => section.Type.Name))}");
        _sections = Sections.ToDictionary(section => section.Name);
        _byKey = Sections.SelectMany(section => section.Settings).ToLookup(setting => setting.Key);
    }

    /// <summary>In the order they were handed in.</summary>
    public IReadOnlyList<SettingsSection> Sections { get; }

    /// <summary>Every key once, by alphabet.</summary>
    public IEnumerable<string> Keys => _byKey.Select(group => group.Key).Order(StringComparer.Ordinal);

    public SettingsSection? FindSection(string name) => _sections.GetValueOrDefault(name);

    /// <summary>The settings with that key, one for each section that has it; empty when no section does.</summary>
    public IEnumerable<Setting> FindAll(string key) => _byKey[key];
}
