namespace QuantumTrader.Pipeline.Configuration;

/// <summary>What came of reading a value.</summary>
/// <param name="Value">Null: not set, or refused.</param>
/// <param name="Faults">Every fault at once; empty when the value is good.</param>
public sealed record SettingReading(object? Value, params IReadOnlyList<ValueFault> Faults);
