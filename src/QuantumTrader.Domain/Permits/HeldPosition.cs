using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Permits;

/// <summary>A position at the venue, as far as a permit looks at it.</summary>
/// <param name="Quantity">Base currency, above 0.</param>
/// <param name="OpenedEpoch">Names the position within its symbol and side, Unix seconds.</param>
/// <param name="MarkPrice">Quote currency.</param>
public sealed record HeldPosition(PositionSide Side, decimal Quantity, long OpenedEpoch, decimal MarkPrice)
{
    /// <summary>Below 0 for a short.</summary>
    public decimal SignedAmount => Side == PositionSide.Long ? Quantity : -Quantity;
}
