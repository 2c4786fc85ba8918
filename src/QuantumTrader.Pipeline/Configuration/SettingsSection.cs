using System.Reflection;

namespace QuantumTrader.Pipeline.Configuration;

/// <summary>The settings of one options class.</summary>
public sealed class SettingsSection
{
    private readonly Dictionary<string, Setting> _byKey;

    /// <exception cref="ArgumentException">The class is not a usable options class; the message says why.</exception>
    internal SettingsSection(Type type)
    {
        var heading = type.GetCustomAttribute<SettingsSectionAttribute>()
            ?? throw new ArgumentException($"{type.Name} has no [SettingsSection]");
        (Type, Name, Summary) = (type, heading.Name, heading.Summary);
        var defaults = New();
        Settings =
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               let attribute = property.GetCustomAttribute<SettingAttribute>()
               where attribute is not null
               select new Setting(Name, property, attribute, defaults),
        ];
        var twice = Settings.GroupBy(setting => setting.Key).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"{type.Name} has the key {twice.Key} twice");
        _byKey = Settings.ToDictionary(setting => setting.Key);
    }

    public Type Type { get; }

    public string Name { get; }

    public string Summary { get; }

    /// <summary>In the order of the properties.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>The setting of that key, or null.</summary>
    public Setting? Find(string key) => _byKey.GetValueOrDefault(key);

    internal object New() =>
        Activator.CreateInstance(Type) ?? throw new ArgumentException($"{Type.Name} has no constructor without parameters");
}
