using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperHedgeTests
{
    private static readonly Exchanges.Paper.PaperOptions Hedge = Free with { HedgeMode = true };

    [Fact]
    public void Long_and_short_are_apart()
    {
        var venue = VenueAt(100, Hedge);
        venue.Market("l", OrderSide.Buy, 1, positionSide: PositionSide.Long);
        venue.Market("s", OrderSide.Sell, 2, positionSide: PositionSide.Short);
        venue.Apply(Bars.Flat(1, 110));

        var account = venue.Account();
        Assert.True(account.HedgeMode);
        Assert.Equal(
            [(PositionSide.Long, 1m, 10m), (PositionSide.Short, 2m, -20m)], account.Positions.Select(p => (p.Side, p.Quantity, p.UnrealizedPnl)));
        Assert.Equal(-10, account.UnrealizedPnl);
        // 3 x 110 / 10 is bound.
        Assert.Equal(10_000 - 10 - 33, account.AvailableBalance);
    }

    [Fact]
    public void The_closing_side_only_reduces_and_is_cut_to_the_position()
    {
        var venue = VenueAt(100, Hedge);
        venue.Market("l", OrderSide.Buy, 1, positionSide: PositionSide.Long);
        venue.Market("s", OrderSide.Sell, 2, positionSide: PositionSide.Short);
        Assert.Equal(1, venue.Market("x", OrderSide.Sell, 5, positionSide: PositionSide.Long).FilledQuantity);
        var left = Assert.Single(venue.Account().Positions);
        Assert.Equal((PositionSide.Short, 2m), (left.Side, left.Quantity));
    }

    [Fact]
    public void Stops_expire_with_their_own_position_only()
    {
        var venue = VenueAt(100, Hedge);
        venue.Market("l", OrderSide.Buy, 1, positionSide: PositionSide.Long);
        venue.Market("s", OrderSide.Sell, 1, positionSide: PositionSide.Short);
        venue.CloseStop("ls", OrderSide.Sell, 90, PositionSide.Long);
        venue.Stop("ls2", OrderSide.Sell, 89, 1, positionSide: PositionSide.Long);
        venue.CloseStop("ss", OrderSide.Buy, 110, PositionSide.Short);
        venue.Market("out", OrderSide.Sell, 1, positionSide: PositionSide.Long);
        Assert.Equal(
            (OrderStatus.Expired, OrderStatus.Expired, OrderStatus.New), (venue.Find("ls").Status, venue.Find("ls2").Status, venue.Find("ss").Status));
    }

    [Fact]
    public void A_bar_may_stop_out_both_sides()
    {
        var venue = VenueAt(100, Hedge);
        venue.Market("l", OrderSide.Buy, 1, positionSide: PositionSide.Long);
        venue.Market("s", OrderSide.Sell, 1, positionSide: PositionSide.Short);
        venue.CloseStop("ls", OrderSide.Sell, 95, PositionSide.Long);
        venue.CloseStop("ss", OrderSide.Buy, 103, PositionSide.Short);
        venue.Apply(Bars.At(1, 100, 110, 90, 100));
        Assert.Empty(venue.Account().Positions);
        Assert.Equal(10_000 - 5 - 3, venue.Account().WalletBalance);
    }
}
