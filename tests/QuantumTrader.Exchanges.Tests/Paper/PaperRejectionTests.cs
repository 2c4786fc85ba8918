using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges.Paper;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperRejectionTests
{
    private static OrderRequest Buy(decimal? quantity) => new(Bars.Symbol, "x", OrderSide.Buy, OrderType.Market, quantity);

    private static OrderRequest SellStop(decimal? stop, decimal? quantity = 1) =>
        new(Bars.Symbol, "x", OrderSide.Sell, OrderType.StopMarket, quantity, stop);

    // The account is long 1 at 100, one-way, step 0.001, tick 0.1, least quantity 0.002, least notional 5.
    public static TheoryData<OrderRejection, OrderRequest> OneWay => new()
    {
        { OrderRejection.UnknownSymbol, Buy(1) with { Symbol = "NOSUCHUSDT" } },
        { OrderRejection.NoMarketPrice, Buy(1) with { Symbol = "BTCUSDT" } },
        { OrderRejection.QuantityMissing, Buy(null) },
        { OrderRejection.QuantityMissing, SellStop(95, null) },
        { OrderRejection.QuantityOffStep, Buy(1.0005m) },
        { OrderRejection.QuantityBelowMinimum, Buy(0.001m) },
        { OrderRejection.QuantityBelowMinimum, Buy(0) },
        { OrderRejection.QuantityBelowMinimum, Buy(-1) },
        { OrderRejection.QuantityBelowMinimum, Buy(0.001m) with { Side = OrderSide.Sell, ReduceOnly = true } },
        { OrderRejection.NotionalBelowMinimum, Buy(0.049m) },
        { OrderRejection.NotionalBelowMinimum, SellStop(95, 0.052m) },
        { OrderRejection.PriceOffTick, SellStop(95.05m) },
        { OrderRejection.PriceOffTick, SellStop(-95) },
        { OrderRejection.StopPriceMissing, SellStop(null) },
        { OrderRejection.StopWouldTriggerAtOnce, SellStop(100) },
        { OrderRejection.StopWouldTriggerAtOnce, SellStop(101) },
        { OrderRejection.StopWouldTriggerAtOnce, SellStop(100) with { Side = OrderSide.Buy } },
        { OrderRejection.ReduceOnlyWithoutPosition, Buy(1) with { ReduceOnly = true } },
        { OrderRejection.ClosePositionWithoutPosition, new(Bars.Symbol, "x", OrderSide.Buy, OrderType.StopMarket, null, 105, ClosePosition: true) },
        { OrderRejection.PositionSideMismatch, Buy(1) with { PositionSide = PositionSide.Long } },
        { OrderRejection.InsufficientMargin, Buy(5_000) },
        { OrderRejection.ClientOrderIdTooLong, Buy(1) with { ClientOrderId = new string('x', 37) } },
        { OrderRejection.ContradictoryRequest, Buy(1) with { StopPrice = 95 } },
        { OrderRejection.ContradictoryRequest, Buy(null) with { ClosePosition = true } },
        { OrderRejection.ContradictoryRequest, SellStop(95) with { ClosePosition = true } },
        { OrderRejection.ContradictoryRequest, SellStop(95, null) with { ClosePosition = true, ReduceOnly = true } },
    };

    [Theory]
    [MemberData(nameof(OneWay))]
    public void An_order_against_the_rules_is_refused_with_its_reason_and_changes_nothing(OrderRejection expected, OrderRequest request)
    {
        var venue = VenueAt(100);
        venue.Market("in", OrderSide.Buy, 1);
        venue.Events();
        var before = PaperDocuments.Of(venue).Text;

        var report = venue.PlaceAsync(request).Now();
        Assert.Equal((OrderStatus.Rejected, expected, "", 0m), (report.Status, report.Rejection, report.OrderId, report.FilledQuantity));
        Assert.Null(report.AveragePrice);
        Assert.Equal(report, Assert.IsType<VenueOrderEvent>(Assert.Single(venue.Events())).Order);
        Assert.Null(venue.FindAsync(request.Symbol, request.ClientOrderId).Now());
        Assert.Equal(before, PaperDocuments.Of(venue).Text);
    }

    [Theory]
    [InlineData(OrderSide.Buy, PositionSide.Long, true, false, OrderRejection.PositionSideMismatch)]
    [InlineData(OrderSide.Sell, PositionSide.Short, true, false, OrderRejection.PositionSideMismatch)]
    [InlineData(OrderSide.Buy, null, false, false, OrderRejection.PositionSideMismatch)]
    [InlineData(OrderSide.Buy, PositionSide.Short, false, false, OrderRejection.ReduceOnlyWithoutPosition)]
    [InlineData(OrderSide.Buy, PositionSide.Short, false, true, OrderRejection.ClosePositionWithoutPosition)]
    [InlineData(OrderSide.Buy, PositionSide.Long, false, true, OrderRejection.PositionSideMismatch)]
    public void Hedge_mode_refuses_what_does_not_name_its_position(OrderSide side, PositionSide? position, bool reduceOnly, bool closePosition, OrderRejection expected)
    {
        var venue = VenueAt(100, Free with { HedgeMode = true });
        venue.Market("in", OrderSide.Buy, 1, positionSide: PositionSide.Long);
        OrderRequest request = closePosition
            ? new(Bars.Symbol, "x", side, OrderType.StopMarket, null, 105, ClosePosition: true, PositionSide: position)
            : new(Bars.Symbol, "x", side, OrderType.Market, 1, null, reduceOnly, PositionSide: position);
        Assert.Equal(expected, venue.PlaceAsync(request).Now().Rejection);
    }

    [Fact]
    public void Orders_that_only_close_are_exempt_from_the_least_notional()
    {
        var venue = VenueAt(100);
        venue.Market("in", OrderSide.Buy, 1);
        Assert.Equal(OrderStatus.Filled, venue.Market("a", OrderSide.Sell, 0.002m, reduceOnly: true).Status);
        Assert.Equal(OrderStatus.New, venue.Stop("b", OrderSide.Sell, 95, 0.002m, reduceOnly: true).Status);
        venue.Market("most", OrderSide.Sell, 0.996m, reduceOnly: true);
        Assert.Equal(OrderStatus.New, venue.CloseStop("c", OrderSide.Sell, 95).Status);
    }

    public static TheoryData<decimal, OrderRejection?> FullMargin =>
        new() { { 1000, null }, { 1000.001m, OrderRejection.InsufficientMargin } };

    [Theory]
    [MemberData(nameof(FullMargin))]
    public void Initial_margin_must_be_covered_to_the_last_step(decimal quantity, OrderRejection? expected) =>
        Assert.Equal(expected, VenueAt(100).Market("a", OrderSide.Buy, quantity).Rejection);

    [Fact]
    public void A_position_at_full_margin_can_still_be_flipped_to_its_own_size_and_closed()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1000);
        Assert.Equal(OrderRejection.InsufficientMargin, venue.Market("b", OrderSide.Buy, 1).Rejection);
        Assert.Null(venue.Market("c", OrderSide.Sell, 2000).Rejection);
        Assert.Null(venue.Market("d", OrderSide.Buy, 1000, reduceOnly: true).Rejection);
    }

    [Fact]
    public void A_losing_position_can_be_closed_when_there_is_no_margin_left()
    {
        var venue = VenueAt(100);
        venue.Market("a", OrderSide.Buy, 1000);
        venue.Apply(Bars.Flat(1, 85));
        Assert.Equal(0, venue.Account().AvailableBalance);
        Assert.Equal(OrderStatus.Filled, venue.Market("b", OrderSide.Sell, 1000, reduceOnly: true).Status);
        Assert.Equal(-5_000, venue.Account().WalletBalance);
    }

    [Fact]
    public void A_refused_client_id_stays_free()
    {
        var venue = new PaperVenue(Free);
        Assert.Equal(OrderRejection.NoMarketPrice, venue.Market("a", OrderSide.Buy, 1).Rejection);
        venue.Apply(Bars.Flat(0, 100));
        Assert.Equal(OrderStatus.Filled, venue.Market("a", OrderSide.Buy, 1).Status);
    }

    [Fact]
    public void An_empty_client_id_is_a_fault_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => VenueAt(100).Market("", OrderSide.Buy, 1));
}
