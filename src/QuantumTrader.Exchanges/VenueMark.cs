namespace QuantumTrader.Exchanges;

/// <summary>The price that the venue marks a symbol at, and up to when it has seen the market, Unix milliseconds.</summary>
public readonly record struct VenueMark(decimal Price, long AsOfMs);
