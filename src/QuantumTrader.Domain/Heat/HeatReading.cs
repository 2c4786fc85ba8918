namespace QuantumTrader.Domain.Heat;

/// <summary>The heat of a portfolio and where it lies.</summary>
/// <param name="Value">Part of the equity that one standard deviation of all positions together would move, 0 or more.</param>
public readonly record struct HeatReading(double Value, HeatBucket Bucket);
