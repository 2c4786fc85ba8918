using QuantumTrader.Domain;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>What must hold before an order is looked at any further, whatever the position is. Pure.</summary>
internal static class OrderGate
{
    /// <param name="venue">Provenance of the venue's word.</param>
    public static OrderRefusal? Refuse(ExecutionOrderRecord order, KillState kill, Provenance venue, long nowMs, double maxAgeSec)
    {
        if (kill.Blocks(reducesRisk: true))
            return OrderRefusal.KillSwitchActive;
        if (kill.IsBacklog(order.ComputedMs))
            return OrderRefusal.StaleAfterHalt;
        if (nowMs - order.SentMs > maxAgeSec * 1000)
            return OrderRefusal.OrderStale;
        if (order.Source == Provenance.Synthetic && venue == Provenance.Exchange)
            return OrderRefusal.SyntheticSource;
        var isComplete = order.Step switch
        {
            PlanStep.UpdateSl => order.StopPrice is > 0,
            PlanStep.Protect => false,
            _ => order.Quantity is > 0,
        };
        return isComplete ? null : OrderRefusal.IncompleteOrder;
    }

    /// <summary>The position that the order was permitted for, as the venue has it now.</summary>
    public static (VenuePosition? Position, OrderRefusal? Refusal) Match(ExecutionOrderRecord order, VenueAccount account)
    {
        var hasAny = false;
        foreach (var position in account.Positions)
        {
            if (position.Symbol != order.Symbol)
                continue;
            hasAny = true;
            if (position.Side == order.PositionSide && (order.PositionOpenedEpoch is not { } opened || opened == position.OpenedMs / 1000))
                return (position, null);
        }

        return (null, hasAny ? OrderRefusal.PermitMismatch : OrderRefusal.NoPosition);
    }
}
