using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Venue;

/// <summary>The stops that rest at the venue for a position.</summary>
internal static class RestingStops
{
    /// <summary>Those that end the whole of it; one for a part of it protects nothing of the rest.</summary>
    public static IReadOnlyList<OrderReport> Of(VenueAccount account, VenuePosition position)
    {
        List<OrderReport>? found = null;
        foreach (var order in account.OpenOrders)
        {
            var request = order.Request;
            if (request.Symbol != position.Symbol || request.Type != OrderType.StopMarket || order.Status != OrderStatus.New)
                continue;
            if (request.Side != OrderSides.ToClose(position.Side) || (request.PositionSide ?? position.Side) != position.Side)
                continue;
            if (request.ClosePosition || request.Quantity >= position.Quantity)
                (found ??= []).Add(order);
        }

        return found ?? (IReadOnlyList<OrderReport>)[];
    }

    /// <summary>The one that ends the position first; of equals, the one that has rested longest. Null when there is none.</summary>
    public static OrderReport? Tightest(IReadOnlyList<OrderReport> stops, PositionSide side)
    {
        OrderReport? tightest = null;
        foreach (var stop in stops)
        {
            if (tightest is null || StopPrices.IsTighter(stop.Request.StopPrice!.Value, tightest.Request.StopPrice!.Value, side))
                tightest = stop;
        }

        return tightest;
    }

    /// <summary>Trigger of the tightest; null when none rests.</summary>
    public static decimal? PriceFor(VenueAccount account, VenuePosition position) =>
        Tightest(Of(account, position), position.Side)?.Request.StopPrice;
}
