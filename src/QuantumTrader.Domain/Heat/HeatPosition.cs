namespace QuantumTrader.Domain.Heat;

/// <summary>One open position as the heat of the portfolio counts it.</summary>
/// <param name="Notional">Quote currency; the sign does not matter.</param>
/// <param name="Sigma">Volatility of the symbol a bar, above 0.</param>
public readonly record struct HeatPosition(string Symbol, double Notional, double Sigma);
