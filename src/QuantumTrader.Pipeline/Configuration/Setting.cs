using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using QuantumTrader.Pipeline.Configuration.Kinds;

namespace QuantumTrader.Pipeline.Configuration;

/// <summary>One setting of one section: what the attribute says, the kind of its value, and its default.</summary>
public sealed class Setting
{
    private readonly SettingAttribute _attribute;
    private readonly PropertyInfo _property;

    /// <param name="defaults">An instance of the options class as its initialisers leave it.</param>
    /// <exception cref="ArgumentException">The property cannot be a setting, or its default breaks its own rule.</exception>
    internal Setting(string section, PropertyInfo property, SettingAttribute attribute, object defaults)
    {
        (Section, _property, _attribute) = (section, property, attribute);
        if (!property.CanWrite)
            throw new ArgumentException($"{property.DeclaringType?.Name}.{property.Name} needs an init accessor");
        var wrapped = Nullable.GetUnderlyingType(property.PropertyType);
        IsNullable = wrapped is not null
            || (!property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);
        Kind = SettingKind.For(
            wrapped ?? property.PropertyType,
            new SettingRange(attribute.Min, attribute.Max, attribute.MinExclusive, attribute.MaxExclusive));
        Default = property.GetValue(defaults);
        if (Read(Default is null ? "" : Kind.Write(Default)).Faults.Count > 0)
            throw new ArgumentException($"{property.DeclaringType?.Name}.{property.Name}: the default '{Default}' {Rule}");
    }

    public string Section { get; }

    public string Key => _attribute.Key;

    public string Unit => _attribute.Unit;

    public string Help => _attribute.Help;

    public bool IsSecret => _attribute.Secret || _attribute.SecretInUrl;

    /// <summary>Empty text means "not set".</summary>
    public bool IsNullable { get; }

    public SettingKind Kind { get; }

    /// <summary>Null: not set.</summary>
    public object? Default { get; }

    /// <summary>What a value must be, as a fault says it.</summary>
    public string Rule => "must be " + Kind.Expectation + (Unit.Length == 0 ? "" : $" ({UnitInWords})") + (IsNullable ? ", or empty" : "");

    public string UnitInWords => Unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "bps" => "basis points",
        "x" => "times",
        _ => Unit,
    };

    /// <summary>Reads a value as it was given. What is wrong with it is already masked.</summary>
    public SettingReading Read(SettingEntry entry) => Masked(entry.Shape switch
    {
        SettingShape.Section => Refuse(entry.Text, Rule + ", not a section"),
        SettingShape.Structure when entry.Node is { } node => Kind.Read(node) ?? Refuse(null, Rule + NotThisStructure(node)),
        SettingShape.List when !Kind.AcceptsList => Refuse(entry.Text, Rule + ", not a list"),
        _ => Read(entry.Text),
    });

    /// <summary>The text to show instead of a value or of what was meant to be one.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Mask(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        if (_attribute.Secret)
            return SecretMask.Hidden;
        return _attribute.SecretInUrl ? SecretMask.Url(text) : text;
    }

    /// <summary>The value in its plain spelling, masked; null when it is not set.</summary>
    public string? Show(object? value) => value is null ? null : Mask(Kind.Write(value));

    internal void Assign(object options, object? value) => _property.SetValue(options, value);

    private SettingReading Read(string text) =>
        IsNullable && text.Length == 0 ? new SettingReading(null) : Kind.Read(text) ?? Refuse(text, Rule);

    private static SettingReading Refuse(string? text, string rule) => new(null, new ValueFault(null, text, rule));

    private string NotThisStructure(SettingNode node) =>
        node is SettingNode.Sequence && Kind.AcceptsList ? ", each item a plain value" : $", not {node.InWords}";

    private SettingReading Masked(SettingReading reading) =>
        reading with { Faults = [.. reading.Faults.Select(fault => fault with { Value = Mask(fault.Value) })] };
}
