namespace QuantumTrader.Pipeline.Configuration;

/// <summary>A section with every value in force.</summary>
/// <param name="Options">The instance of the options class that holds them.</param>
public sealed record BoundSection(SettingsSection Section, object Options, IReadOnlyList<BoundSetting> Settings);
