using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>An order, as far as it got.</summary>
/// <param name="Report">The venue's answer, when it is known.</param>
internal readonly record struct SentOrder(SendState State, OrderReport? Report = null)
{
    public static SentOrder Of(OrderReport report) => new(SendState.Known, report);
}
