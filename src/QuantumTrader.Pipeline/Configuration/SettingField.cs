namespace QuantumTrader.Pipeline.Configuration;

/// <summary>A name and its value in a <see cref="SettingNode.Mapping"/>.</summary>
/// <param name="Line">Of the name, from 1.</param>
public sealed record SettingField(string Name, SettingNode Value, int Line);
