using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>Makes the reduce-only order that carries out a close, of the position as it stands. Pure.</summary>
internal static class CloseRule
{
    /// <param name="closed">What earlier parts of the same order have closed already, base currency.</param>
    /// <param name="part">1 for the order itself, more for what a partial fill left.</param>
    public static (OrderRequest? Request, OrderRefusal? Refusal) Decide(
        ExecutionOrderRecord order, VenueAccount account, InstrumentRules? rules, decimal closed, int part)
    {
        var (position, refusal) = OrderGate.Match(order, account);
        if (position is null)
            return (null, refusal);

        // A part of our own has changed the amount; before it nothing may have.
        if (part == 1 && order.PositionAmount is { } permitted && permitted != AmountOf(position))
            return (null, OrderRefusal.PositionChanged);
        if (rules is null)
            return (null, OrderRefusal.InstrumentUnknown);
        var quantity = rules.FloorQuantity(Math.Min(order.Quantity!.Value - closed, position.Quantity));
        if (quantity <= 0 || quantity < rules.MinQuantity)
            return (null, OrderRefusal.QuantityBelowMinimum);
        var request = new OrderRequest(
            order.Symbol, ClientOrderId.Of(order.PlanId, order.Step, part), OrderSides.ToClose(position.Side), OrderType.Market, quantity,
            ReduceOnly: true, PositionSide: account.HedgeMode ? position.Side : null);
        return (request, null);
    }

    private static decimal AmountOf(VenuePosition position) => position.Side == PositionSide.Long ? position.Quantity : -position.Quantity;
}
