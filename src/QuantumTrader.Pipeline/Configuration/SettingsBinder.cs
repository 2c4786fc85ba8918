namespace QuantumTrader.Pipeline.Configuration;

/// <summary>
/// Finds the value of every setting in ordered layers, and everything that is wrong with any of them. In one layer a value for the
/// section wins over a flat one. A value that another layer overrides is still checked: the file that holds it is wrong all the same.
/// </summary>
public sealed class SettingsBinder
{
    private readonly SettingsCatalogue _catalogue;
    private readonly List<SettingFault> _faults = [];

    /// <param name="layers">Highest first: flags, <c>--set</c>, environment, file.</param>
    public SettingsBinder(SettingsCatalogue catalogue, params IReadOnlyList<SettingsLayer> layers)
    {
        _catalogue = catalogue;
        var audit = new LayerAudit(catalogue);
        _faults.AddRange(layers.SelectMany(audit.Faults));
        Sections = [.. catalogue.Sections.Select(section => BindSection(section, layers))];
        Faults = InReadingOrder(_faults.Distinct(), layers);
    }

    /// <summary>Everything that is wrong, by layer and line. Empty: the configuration is valid.</summary>
    public IReadOnlyList<SettingFault> Faults { get; }

    /// <summary>Every section with its values; meaningful only without faults.</summary>
    public IReadOnlyList<BoundSection> Sections { get; }

    /// <summary>The options of one section.</summary>
    /// <exception cref="SettingsException">There are faults, in whichever section: nothing runs on a configuration that is partly refused.</exception>
    /// <exception cref="ArgumentException">The class is not in the catalogue.</exception>
    public T Bind<T>()
        where T : class
    {
        if (Faults.Count > 0)
            throw new SettingsException(Faults);
        var bound = Sections.FirstOrDefault(section => section.Section.Type == typeof(T));
        return (T)(bound?.Options ?? throw new ArgumentException($"{typeof(T).Name} is not in the settings catalogue"));
    }

    private static SettingFault[] InReadingOrder(IEnumerable<SettingFault> faults, IReadOnlyList<SettingsLayer> layers)
    {
        var origins = layers
            .SelectMany(layer => layer.Entries.Select(entry => entry.Origin).Concat(layer.Faults.Select(fault => fault.Origin)))
            .Select(origin => origin?.Name)
            .Distinct()
            .ToList();

        // A fault of defaults alone has no place in any layer; it comes last.
        origins.Add(null);
        return [.. faults.OrderBy(fault => origins.IndexOf(fault.Origin?.Name)).ThenBy(fault => fault.Origin?.Line)];
    }

    private BoundSection BindSection(SettingsSection section, IReadOnlyList<SettingsLayer> layers)
    {
        var options = section.New();
        var bound = new List<BoundSetting>();
        var isSound = true;
        foreach (var setting in section.Settings)
        {
            var value = setting.Default;
            var entry = Winner(setting, layers);
            if (entry is not null)
            {
                var reading = setting.Read(entry);
                (value, isSound) = (reading.Value, isSound && reading.Faults.Count == 0);
            }

            bound.Add(new BoundSetting(setting, value, entry));
        }

        // With a refused value in the section, its common rules would speak about a value that nobody gave.
        if (isSound)
        {
            bound.ForEach(one => one.Setting.Assign(options, one.Value));
            if (options is ICheckedOptions @checked)
                _faults.AddRange(@checked.Check().Select(fault => Located(fault, section, bound)));
        }

        return new BoundSection(section, options, bound);
    }

    private static SettingEntry? Winner(Setting setting, IReadOnlyList<SettingsLayer> layers)
    {
        foreach (var layer in layers)
        {
            var given = layer.Entries.Where(entry => entry.Key == setting.Key && entry.Shape != SettingShape.Section).ToArray();
            var winner = Array.Find(given, entry => entry.Section == setting.Section) ?? Array.Find(given, entry => entry.Section is null);
            if (winner is not null)
                return winner;
        }

        return null;
    }

    // Options know neither where a value came from nor that it is secret.
    private static SettingFault Located(SettingFault fault, SettingsSection section, List<BoundSetting> bound)
    {
        var broken = bound.Find(one => one.Setting.Key == fault.Key);
        return fault with
        {
            Key = broken?.Entry?.FullKey ?? $"{section.Name}.{fault.Key}",
            Value = broken is null ? fault.Value : broken.Setting.Mask(fault.Value),
            Origin = broken?.Entry?.Origin,
        };
    }
}
