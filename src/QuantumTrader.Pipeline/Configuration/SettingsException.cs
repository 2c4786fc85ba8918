namespace QuantumTrader.Pipeline.Configuration;

/// <summary>The configuration is refused; the message lists every fault, one a line.</summary>
public sealed class SettingsException(IReadOnlyList<SettingFault> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<SettingFault> Faults { get; } = faults;
}
