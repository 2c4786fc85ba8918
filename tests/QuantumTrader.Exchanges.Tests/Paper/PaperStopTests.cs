using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperStopTests
{
    // Open, high, low, close of the bar after a stop of a long from 100 was placed at 95; at what the stop fills.
    public static TheoryData<decimal, decimal, decimal, decimal, decimal?> LongPaths => new()
    {
        { 100, 105, 95.1m, 100, null },
        { 100, 105, 95, 100, 95m },
        { 100, 105, 90, 104, 95m },
        { 92, 105, 90, 104, 92m },
        { 95, 105, 95, 104, 95m },
        { 95.1m, 105, 95.1m, 104, null },
    };

    [Theory]
    [MemberData(nameof(LongPaths))]
    public void Stop_of_a_long_fills_at_its_price_or_at_a_worse_open(decimal open, decimal high, decimal low, decimal close, decimal? expected)
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("s", OrderSide.Sell, 95);
        venue.Apply(Bars.At(1, open, high, low, close));
        Assert.Equal(expected, venue.Find("s").AveragePrice);
        Assert.Equal(expected is null ? 1 : 0, venue.Account().Positions.Count);
    }

    [Theory]
    [MemberData(nameof(LongPaths))]
    public void Stop_of_a_short_mirrors_it(decimal open, decimal high, decimal low, decimal close, decimal? expected)
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Sell, 1);
        venue.Stop("s", OrderSide.Buy, 105, 1, reduceOnly: true);
        venue.Apply(Bars.At(1, 200 - open, 200 - low, 200 - high, 200 - close));
        Assert.Equal(200 - expected, venue.Find("s").AveragePrice);
    }

    public static TheoryData<decimal, decimal, decimal> Slipped => new() { { 100, 90, 94.9m }, { 92, 90, 91.9m } };

    [Theory]
    [MemberData(nameof(Slipped))]
    public void Slippage_comes_on_top_of_stop_and_gap(decimal open, decimal low, decimal expected)
    {
        var venue = VenueAt(100, Costly);
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("s", OrderSide.Sell, 95);
        venue.Apply(Bars.At(1, open, 100, low, 95));
        Assert.Equal(expected, venue.Find("s").AveragePrice);
    }

    [Fact]
    public void A_stop_does_not_see_the_bar_at_whose_close_it_was_placed()
    {
        var venue = VenueAt(100);
        venue.Apply(Bars.At(1, 100, 100, 80, 100));
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("s", OrderSide.Sell, 95);
        venue.Apply(Bars.At(1, 100, 100, 80, 100));
        Assert.Equal(OrderStatus.New, venue.Find("s").Status);
    }

    [Fact]
    public void A_fill_inside_a_bar_carries_its_last_millisecond_and_one_between_bars_the_end_of_the_newest()
    {
        var venue = VenueAt(100);
        Assert.Equal(Bars.StartMs + 60_000, venue.Market("a", OrderSide.Buy, 1).UpdatedMs);
        venue.CloseStop("s", OrderSide.Sell, 95);
        venue.Apply(Bars.At(1, 100, 100, 90, 100));
        Assert.Equal(Bars.StartMs + 119_999, venue.Find("s").UpdatedMs);
    }

    [Fact]
    public void Of_a_bar_that_spans_both_the_protecting_stop_fills_before_the_one_that_adds()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1);
        venue.Stop("add", OrderSide.Buy, 101, 1);
        venue.CloseStop("s", OrderSide.Sell, 90);
        venue.Events();

        // 101 is nearer to the open, and the loss still comes first.
        venue.Apply(Bars.At(1, 100, 105, 85, 100));
        Assert.Equal(["s", "add"], FillsOf(venue.Events()));
        Assert.Equal(1, Assert.Single(venue.Account().Positions).Quantity);
        Assert.Equal(9_990, venue.Account().WalletBalance);
    }

    [Fact]
    public void Of_several_protecting_stops_the_nearest_to_the_open_fills_first_and_the_last_takes_what_is_left()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("far", OrderSide.Sell, 90);
        venue.Stop("mid", OrderSide.Sell, 94, 0.5m, reduceOnly: true);
        venue.Stop("near", OrderSide.Sell, 96, 0.3m, reduceOnly: true);
        venue.Events();

        venue.Apply(Bars.At(1, 100, 100, 85, 86));
        Assert.Equal(["near", "mid", "far"], FillsOf(venue.Events()));
        Assert.Equal((0.2m, 90m), (venue.Find("far").FilledQuantity, venue.Find("far").AveragePrice));
        Assert.Empty(venue.Account().Positions);
    }

    [Fact]
    public void A_stop_that_took_all_leaves_nothing_for_the_next_ones()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1);
        venue.Stop("near", OrderSide.Sell, 96, 1, reduceOnly: true);
        venue.Stop("far", OrderSide.Sell, 94, 1, reduceOnly: true);
        venue.Apply(Bars.At(1, 100, 100, 85, 86));
        Assert.Equal((OrderStatus.Filled, OrderStatus.Expired), (venue.Find("near").Status, venue.Find("far").Status));
        Assert.Empty(venue.Account().Positions);
    }

    [Fact]
    public void Stops_beyond_the_open_all_fill_at_the_open_before_those_inside_the_bar()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 2);
        venue.CloseStop("inside", OrderSide.Sell, 89);
        venue.Stop("one", OrderSide.Sell, 96, 0.5m, reduceOnly: true);
        venue.Stop("two", OrderSide.Sell, 94, 0.5m, reduceOnly: true);
        venue.Events();
        venue.Apply(Bars.At(1, 92, 93, 88, 90));
        Assert.Equal(["one", "two", "inside"], FillsOf(venue.Events()));
        Assert.Equal((92m, 92m, 89m), (venue.Find("one").AveragePrice, venue.Find("two").AveragePrice, venue.Find("inside").AveragePrice));
    }

    [Fact]
    public void A_stop_entry_opens_and_a_bigger_opposite_one_flips()
    {
        var venue = VenueAt(100);
        venue.Stop("up", OrderSide.Buy, 105, 1);
        venue.Apply(Bars.At(1, 100, 106, 100, 106));
        Assert.Equal((PositionSide.Long, 105m), Only(venue));

        venue.Stop("down", OrderSide.Sell, 95, 3);
        venue.Apply(Bars.At(2, 106, 106, 94, 94));
        Assert.Equal((PositionSide.Short, 95m), Only(venue));
        Assert.Equal(2m, Assert.Single(venue.Account().Positions).Quantity);
    }

    [Fact]
    public void A_close_position_stop_closes_what_the_position_is_when_it_triggers()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("s", OrderSide.Sell, 95);
        venue.Market("b", OrderSide.Buy, 2);
        venue.Market("c", OrderSide.Sell, 0.5m, reduceOnly: true);
        venue.Apply(Bars.At(1, 100, 100, 90, 90));
        Assert.Equal(2.5m, venue.Find("s").FilledQuantity);
    }

    [Fact]
    public void When_a_position_closes_its_close_only_stops_expire_and_entries_stay()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("s1", OrderSide.Sell, 95);
        venue.Stop("s2", OrderSide.Sell, 94, 1, reduceOnly: true);
        venue.Stop("entry", OrderSide.Sell, 90, 1);
        venue.Events();

        venue.Market("out", OrderSide.Sell, 1, reduceOnly: true);
        Assert.Equal(["out:New", "out:fill", "out:Filled", "s1:Expired", "s2:Expired"], venue.Events().Select(Told));
        Assert.Equal("entry", Assert.Single(venue.Account().OpenOrders).Request.ClientOrderId);
    }

    [Fact]
    public void A_flip_expires_the_stops_of_the_old_side()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1);
        venue.CloseStop("s", OrderSide.Sell, 95);
        venue.Market("flip", OrderSide.Sell, 2);
        Assert.Equal(OrderStatus.Expired, venue.Find("s").Status);
    }

    [Fact]
    public void Margin_of_a_stop_entry_is_judged_when_it_triggers()
    {
        var venue = VenueAt(100);
        var resting = venue.Stop("big", OrderSide.Buy, 105, 100_000);
        Assert.Equal(OrderStatus.New, resting.Status);
        venue.Apply(Bars.At(1, 100, 110, 100, 110));
        var report = venue.Find("big");
        Assert.Equal(
            (OrderStatus.Rejected, OrderRejection.InsufficientMargin, 0m), (report.Status, report.Rejection, report.FilledQuantity));
        Assert.Empty(venue.Account().Positions);
    }

    internal static string Told(VenueEvent one) => one switch
    {
        VenueFillEvent fill => $"{fill.Order.Request.ClientOrderId}:fill",
        VenueOrderEvent order => $"{order.Order.Request.ClientOrderId}:{order.Order.Status}",
        _ => throw new InvalidOperationException(one.ToString()),
    };

    private static IEnumerable<string> FillsOf(IEnumerable<VenueEvent> events) =>
        events.OfType<VenueFillEvent>().Select(fill => fill.Order.Request.ClientOrderId);

    private static (PositionSide Side, decimal Entry) Only(Exchanges.Paper.PaperVenue venue)
    {
        var position = Assert.Single(venue.Account().Positions);
        return (position.Side, position.EntryPrice);
    }
}
