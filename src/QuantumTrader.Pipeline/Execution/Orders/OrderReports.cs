using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>What the venue's word on an order means.</summary>
internal static class OrderReports
{
    public static bool HasEnded(this OrderReport report) => report.Status is not (OrderStatus.New or OrderStatus.PartiallyFilled);

    /// <summary>Says what became of the order: a stop rests, a market order has ended. One that is still at work is looked at again.</summary>
    public static bool IsAnswer(this OrderReport report) => report.Request.Type == OrderType.StopMarket || report.HasEnded();

    /// <summary>A stop that rests, or that was triggered at once.</summary>
    public static bool IsAcceptedStop(this OrderReport report) =>
        report.Request.Type == OrderType.StopMarket && report.Status is OrderStatus.New or OrderStatus.PartiallyFilled or OrderStatus.Filled;

    /// <summary>It cannot have opened or added to a position.</summary>
    public static bool OnlyReduces(this OrderRequest request) =>
        request.ReduceOnly || request.ClosePosition || (request.PositionSide is { } side && request.Side == OrderSides.ToClose(side));
}
