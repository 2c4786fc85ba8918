using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges;

/// <summary>An open position as the venue reports it.</summary>
/// <param name="Quantity">Base currency, above 0.</param>
/// <param name="EntryPrice">Average entry, quote currency.</param>
/// <param name="OpenedMs">When it was opened or flipped, Unix milliseconds.</param>
public sealed record VenuePosition(
    string Symbol,
    PositionSide Side,
    decimal Quantity,
    decimal EntryPrice,
    decimal MarkPrice,
    decimal UnrealizedPnl,
    decimal Leverage,
    long OpenedMs);
