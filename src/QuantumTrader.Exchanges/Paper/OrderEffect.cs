using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// Which positions an order can touch: first it makes <see cref="Closes"/> smaller, then what is left opens <see cref="Opens"/>. Null means
/// it must not.
/// </summary>
internal readonly record struct OrderEffect(PositionSide? Closes, PositionSide? Opens)
{
    public bool IsCloseOnly => Opens is null;

    public static OrderEffect Of(OrderRequest request)
    {
        var (opens, closes) = request.Side == OrderSide.Buy
            ? (PositionSide.Long, PositionSide.Short)
            : (PositionSide.Short, PositionSide.Long);
        if (request.PositionSide is { } meant)
            return meant == closes ? new(closes, null) : new(null, opens);
        return new(closes, request.ReduceOnly || request.ClosePosition ? null : opens);
    }
}
