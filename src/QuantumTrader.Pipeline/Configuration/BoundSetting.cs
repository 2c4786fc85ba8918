namespace QuantumTrader.Pipeline.Configuration;

/// <summary>A setting with the value that is in force.</summary>
/// <param name="Value">Null: not set.</param>
/// <param name="Entry">What gave the value; null when it is the default.</param>
public sealed record BoundSetting(Setting Setting, object? Value, SettingEntry? Entry)
{
    public SettingOrigin Origin => Entry?.Origin ?? SettingOrigin.Default;
}
