using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Entries;

/// <summary>An entry rule asks for a position.</summary>
/// <param name="Quantity">Base currency; null: the configured notional.</param>
/// <param name="StopPrice">Null: the configured distance.</param>
public readonly record struct EntrySignal(PositionSide Side, decimal? Quantity = null, decimal? StopPrice = null);
