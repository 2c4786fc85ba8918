using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// An open position: quantity above 0 in base currency, average entry in quote currency, opening time in Unix milliseconds.
/// </summary>
public sealed record PaperPosition(PositionSide Side, decimal Quantity, decimal EntryPrice, long OpenedMs)
{
    /// <summary>The position after buying more of it; the entry becomes the average by quantity, the opening time stays.</summary>
    public PaperPosition Grow(decimal quantity, decimal price)
    {
        var total = Quantity + quantity;
        return this with { Quantity = total, EntryPrice = ((Quantity * EntryPrice) + (quantity * price)) / total };
    }

    /// <summary>The position after giving up a part of it; null when nothing is left. The entry stays.</summary>
    public PaperPosition? Shrink(decimal quantity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, Quantity);
        return quantity == Quantity ? null : this with { Quantity = Quantity - quantity };
    }

    /// <summary>Profit of so much of the position at the price, before fees, quote currency.</summary>
    public decimal ProfitOf(decimal quantity, decimal price) =>
        Side == PositionSide.Long ? quantity * (price - EntryPrice) : quantity * (EntryPrice - price);
}
