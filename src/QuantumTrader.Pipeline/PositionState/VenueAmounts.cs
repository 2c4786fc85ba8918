using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.PositionState;

/// <summary>Positions and fills as signed amounts, base currency.</summary>
internal static class VenueAmounts
{
    public static decimal SignedAmount(this VenuePosition position) => position.Side == PositionSide.Long ? position.Quantity : -position.Quantity;

    /// <summary>What the fill adds to the position.</summary>
    public static decimal SignedAmount(this VenueEventRecord fill) => fill.Side == OrderSide.Buy ? fill.Quantity!.Value : -fill.Quantity!.Value;
}
