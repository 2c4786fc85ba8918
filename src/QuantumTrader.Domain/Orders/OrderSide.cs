using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Orders;

/// <summary>Direction of an order. Never used for a position: a BUY may open a long or close a short.</summary>
public enum OrderSide
{
    Buy,
    Sell,
}

public static class OrderSides
{
    public static OrderSide ToOpen(PositionSide side) => side == PositionSide.Long ? OrderSide.Buy : OrderSide.Sell;

    public static OrderSide ToClose(PositionSide side) => side == PositionSide.Long ? OrderSide.Sell : OrderSide.Buy;
}
