namespace QuantumTrader.Domain.Entries;

/// <summary>An entry from a file: due at the first bar of the symbol that ends at or after the time.</summary>
public sealed record PlannedEntry(long TimeMs, string Symbol, EntrySignal Signal);
