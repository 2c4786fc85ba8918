namespace QuantumTrader.Pipeline.Configuration;

/// <summary>Names the section of an options class: the stage name in kebab case, which is also its mapping in the YAML file.</summary>
/// <param name="name">For example <c>harvest-proposal</c>.</param>
/// <param name="summary">What the stage is, one line.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsSectionAttribute(string name, string summary) : Attribute
{
    public string Name { get; } = name;

    public string Summary { get; } = summary;
}
