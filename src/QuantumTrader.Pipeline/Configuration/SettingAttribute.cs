namespace QuantumTrader.Pipeline.Configuration;

/// <summary>
/// Makes a property of an options class a setting. The property has an <c>init</c> accessor, its initialiser is the default, and its
/// type is one of those that <see cref="Kinds.SettingKind"/> reads.
/// </summary>
/// <param name="key">The documented name, as in the environment: <c>PUBLISH_INTERVAL_SEC</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string key) : Attribute
{
    public string Key { get; } = key;

    /// <summary>Unit of the value: s, ms, fraction, bps, USD, bars and so on; empty when it has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Lowest number allowed; NaN: no limit.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>Highest number allowed; NaN: no limit.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary><see cref="Min"/> itself is refused.</summary>
    public bool MinExclusive { get; init; }

    /// <summary><see cref="Max"/> itself is refused.</summary>
    public bool MaxExclusive { get; init; }

    /// <summary>What the setting does, one sentence.</summary>
    public string Help { get; init; } = "";

    /// <summary>Nobody may see the value: it is shown as <c>***</c>, in faults too.</summary>
    public bool Secret { get; init; }

    /// <summary>The value is a URL whose user and password are hidden; the rest is shown.</summary>
    public bool SecretInUrl { get; init; }
}
