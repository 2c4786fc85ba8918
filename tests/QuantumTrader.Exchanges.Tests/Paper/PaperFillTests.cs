using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperFillTests
{
    [Fact]
    public void Market_orders_cost_what_a_hand_calculation_says()
    {
        var venue = VenueAt(10_000, Costly);

        // 10000 x 1.0002 = 10002; fee 0.5 x 10002 x 0.0005.
        var bought = venue.Market("a", OrderSide.Buy, 0.5m);
        Assert.Equal(
            (OrderStatus.Filled, 0.5m, 10_002m, 2.5005m, 0m), (bought.Status, bought.FilledQuantity, bought.AveragePrice, bought.Fee, bought.RealizedPnl));
        var account = venue.Account();
        Assert.Equal(9_997.4995m, account.WalletBalance);
        Assert.Equal(-1m, account.UnrealizedPnl);
        Assert.Equal(9_996.4995m, account.Equity);
        // Margin: 0.5 x 10000 / 10.
        Assert.Equal(9_496.4995m, account.AvailableBalance);

        // 10000 x 0.9998 = 9998; profit 0.2 x (9998 - 10002); fee 0.2 x 9998 x 0.0005.
        var sold = venue.Market("b", OrderSide.Sell, 0.2m, reduceOnly: true);
        Assert.Equal((9_998m, 0.9998m, -0.8m), (sold.AveragePrice, sold.Fee, sold.RealizedPnl));
        account = venue.Account();
        Assert.Equal(9_995.6997m, account.WalletBalance);
        Assert.Equal(3.5003m, account.FeesPaid);
        Assert.Equal(-0.8m, account.RealizedPnl);
        Assert.Equal(0.3m, Assert.Single(account.Positions).Quantity);
    }

    public static TheoryData<OrderSide, decimal, decimal> Roundings => new()
    {
        { OrderSide.Buy, 99.99m, 100.1m },
        { OrderSide.Buy, 100, 100.1m },
        { OrderSide.Sell, 100, 99.9m },
        { OrderSide.Sell, 100.09m, 100 },
    };

    [Theory]
    [MemberData(nameof(Roundings))]
    public void Slippage_is_rounded_to_the_tick_against_us(OrderSide side, decimal mark, decimal expected) =>
        Assert.Equal(expected, VenueAt(mark, Costly).Market("a", side, 1).AveragePrice);

    [Fact]
    public void Selling_below_one_tick_never_fills_at_zero() =>
        Assert.Equal(0.04m, VenueAt(0.04m).Market("a", OrderSide.Sell, 500).AveragePrice);

    [Theory]
    [InlineData(OrderSide.Buy, PositionSide.Long)]
    [InlineData(OrderSide.Sell, PositionSide.Short)]
    public void Same_side_averages_the_entry_by_quantity_and_keeps_the_opening_time(OrderSide side, PositionSide expected)
    {
        var venue = VenueAt(100);
        venue.Market("a", side, 1);
        venue.Apply(Bars.Flat(1, 110));
        venue.Market("b", side, 3);

        var position = Assert.Single(venue.Account().Positions);
        Assert.Equal(
            (expected, 4m, 107.5m, Bars.StartMs + 60_000), (position.Side, position.Quantity, position.EntryPrice, position.OpenedMs));
    }

    [Theory]
    [InlineData(OrderSide.Buy, OrderSide.Sell, PositionSide.Short, 10)]
    [InlineData(OrderSide.Sell, OrderSide.Buy, PositionSide.Long, -10)]
    public void Beyond_zero_the_position_flips_with_a_new_entry_and_opening_time(OrderSide first, OrderSide second, PositionSide expected, decimal realized)
    {
        var venue = VenueAt(100);
        venue.Market("a", first, 1);
        venue.Apply(Bars.Flat(1, 110));
        var flip = venue.Market("b", second, 3);

        Assert.Equal((3m, realized), (flip.FilledQuantity, flip.RealizedPnl));
        var position = Assert.Single(venue.Account().Positions);
        Assert.Equal(
            (expected, 2m, 110m, Bars.StartMs + 120_000), (position.Side, position.Quantity, position.EntryPrice, position.OpenedMs));
        Assert.Equal(10_000 + realized, venue.Account().WalletBalance);
    }

    [Fact]
    public void Opposite_side_reduces_and_keeps_the_entry()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 2);
        venue.Apply(Bars.Flat(1, 130));
        Assert.Equal(15m, venue.Market("b", OrderSide.Sell, 0.5m).RealizedPnl);
        var position = Assert.Single(venue.Account().Positions);
        Assert.Equal((1.5m, 100m, 45m), (position.Quantity, position.EntryPrice, position.UnrealizedPnl));
    }

    [Theory]
    [InlineData(OrderSide.Buy, OrderSide.Sell)]
    [InlineData(OrderSide.Sell, OrderSide.Buy)]
    public void Reduce_only_above_the_position_is_cut_to_it(OrderSide open, OrderSide close)
    {
        var venue = VenueAt(100);
        venue.Market("a", open, 1);
        var report = venue.Market("b", close, 5, reduceOnly: true);
        Assert.Equal((OrderStatus.Filled, 1m), (report.Status, report.FilledQuantity));
        Assert.Empty(venue.Account().Positions);
    }

    [Fact]
    public void The_mark_of_a_position_is_the_newest_close()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Sell, 2);
        venue.Apply(Bars.At(1, 100, 120, 80, 90));
        var account = venue.Account();
        Assert.Equal((20m, 90m), (account.UnrealizedPnl, Assert.Single(account.Positions).MarkPrice));
        Assert.Equal(new VenueMark(90, Bars.StartMs + 120_000), account.Marks[Bars.Symbol]);
        Assert.Equal(Bars.StartMs + 120_000, account.AsOfMs);
    }

    [Fact]
    public void A_bar_that_is_not_newer_changes_nothing()
    {
        var venue = VenueAt(100);
        venue.Apply(Bars.Flat(2, 110));
        venue.Apply(Bars.Flat(2, 50));
        venue.Apply(Bars.Flat(1, 50));
        Assert.Equal(110, venue.Account().Marks[Bars.Symbol].Price);
    }

    // At 100 a limit of 250 buys 2.5; the step is 0.001.
    [Theory]
    [InlineData(0, 4, 4, OrderStatus.Filled)]
    [InlineData(400, 4, 4, OrderStatus.Filled)]
    [InlineData(250, 4, 2.5, OrderStatus.Expired)]
    [InlineData(0.05, 4, 0, OrderStatus.Expired)]
    public void A_market_order_fills_as_far_as_the_liquidity_goes_and_the_rest_expires(double limit, double asked, double filled, OrderStatus ended)
    {
        var venue = VenueAt(100, Free with { MaxFillNotional = (decimal)limit });

        var report = venue.Market("a", OrderSide.Buy, (decimal)asked);

        Assert.Equal((ended, (decimal)filled), (report.Status, report.FilledQuantity));
        Assert.Equal((decimal)filled, venue.Account().Positions.Sum(position => position.Quantity));
        var events = venue.Events();
        Assert.Equal(ended, Assert.IsType<VenueOrderEvent>(events[^1]).Order.Status);
        Assert.Equal(filled > 0 ? 1 : 0, events.OfType<VenueFillEvent>().Count());
    }

    [Fact]
    public void A_stop_closes_whole_whatever_the_liquidity_of_market_orders_is()
    {
        var venue = VenueAt(100, Free with { MaxFillNotional = 250 });
        venue.Market("a", OrderSide.Buy, 2);
        venue.Market("b", OrderSide.Buy, 2);
        venue.CloseStop("s", OrderSide.Sell, 95);

        venue.Apply(Bars.At(1, 100, 100, 94, 94));

        Assert.Empty(venue.Account().Positions);
        Assert.Equal(4, venue.Find("s").FilledQuantity);
    }
}
