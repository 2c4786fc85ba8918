namespace QuantumTrader.Domain.Governor;

/// <summary>What has been executed of a symbol, as seen at one moment.</summary>
/// <param name="LastMs">The last execution of the symbol, Unix milliseconds; null: none that still matters.</param>
/// <param name="NotionalToday">Value closed today (UTC) over all symbols, quote currency.</param>
public readonly record struct ExecutionCounts(int Hour, int FiveMinutes, long? LastMs, decimal NotionalToday);
