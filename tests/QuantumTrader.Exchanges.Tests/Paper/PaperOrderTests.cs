using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges.Paper;
using static QuantumTrader.Exchanges.Tests.VenueDriver;

namespace QuantumTrader.Exchanges.Tests.Paper;

public sealed class PaperOrderTests
{
    [Fact]
    public void The_same_client_id_answers_with_the_order_that_exists()
    {
        var venue = VenueAt(100);
        var first = venue.Market("a", OrderSide.Buy, 1);
        var events = venue.Events();
        venue.Apply(Bars.Flat(1, 120));

        Assert.Equal(first, venue.Market("a", OrderSide.Sell, 3));
        Assert.Equal(first, venue.Find("a"));
        Assert.Empty(venue.Events());
        Assert.Equal(["a:New", "a:fill", "a:Filled"], events.Select(PaperStopTests.Told));
        Assert.Equal(1, Assert.Single(venue.Account().Positions).Quantity);
    }

    [Fact]
    public void A_resting_stop_sent_again_rests_once()
    {
        var venue = VenueAt(100);
        venue.Stop("s", OrderSide.Buy, 105, 1);
        venue.Stop("s", OrderSide.Buy, 105, 1);
        Assert.Single(venue.Account().OpenOrders);
    }

    [Fact]
    public void Cancel_ends_a_resting_order_once_and_says_so()
    {
        var venue = VenueAt(100);
        venue.Stop("s", OrderSide.Buy, 105, 1);
        venue.Events();
        Assert.Equal(OrderStatus.Canceled, venue.CancelAsync(Bars.Symbol, "s").Now().Status);
        Assert.Equal(["s:Canceled"], venue.Events().Select(PaperStopTests.Told));
        venue.Apply(Bars.At(1, 100, 110, 100, 110));
        Assert.Empty(venue.Account().Positions);

        var again = venue.CancelAsync(Bars.Symbol, "s").Now();
        Assert.Equal((OrderStatus.Canceled, OrderRejection.OrderNotOpen), (again.Status, again.Rejection));
        Assert.Null(venue.Find("s").Rejection);
        Assert.Empty(venue.Events());
    }

    [Theory]
    [InlineData(Bars.Symbol)]
    [InlineData("NOSUCHUSDT")]
    public void Cancel_of_an_unknown_order_is_refused(string symbol)
    {
        var report = VenueAt(100).CancelAsync(symbol, "x").Now();
        Assert.Equal(
            (OrderStatus.Rejected, OrderRejection.UnknownOrder, symbol, "x"), (report.Status, report.Rejection, report.Request.Symbol, report.Request.ClientOrderId));
    }

    [Fact]
    public void Ids_count_per_symbol()
    {
        var venue = VenueAt(100);
        venue.Apply(Bars.Flat(0, 3_000, "ETHUSDT"));
        Assert.Equal("TESTUSDT-o1", venue.Market("a", OrderSide.Buy, 1).OrderId);
        Assert.Equal("ETHUSDT-o1", venue.Market("a", OrderSide.Buy, 1, symbol: "ETHUSDT").OrderId);
        Assert.Equal("TESTUSDT-o2", venue.Market("b", OrderSide.Sell, 1).OrderId);
        Assert.Equal(["TESTUSDT-t1", "ETHUSDT-t1", "TESTUSDT-t2"], venue.Events().OfType<VenueFillEvent>().Select(fill => fill.TradeId));
    }

    [Fact]
    public void Ended_orders_are_forgotten_oldest_first()
    {
        var venue = VenueAt(100, Free with { EndedOrdersKept = 2 });
        foreach (var id in (string[])["a", "b", "c"])
            venue.Market(id, OrderSide.Buy, 1);
        Assert.Null(venue.FindAsync(Bars.Symbol, "a").Now());
        Assert.Equal(OrderStatus.Filled, venue.Find("b").Status);
    }

    [Theory]
    [InlineData(Provenance.Exchange, Provenance.Paper)]
    [InlineData(Provenance.Replay, Provenance.Replay)]
    [InlineData(Provenance.Synthetic, Provenance.Synthetic)]
    public void Source_is_no_better_than_the_bars(Provenance bars, Provenance expected) =>
        Assert.Equal(expected, new PaperVenue(Free, bars).Source);

    [Fact]
    public void Options_out_of_range_are_refused_all_at_once()
    {
        var options = new PaperOptions
        {
            InitialBalance = 0,
            TakerFeeBps = -1,
            SlippageBps = 1001,
            Leverage = 0.5m,
            EndedOrdersKept = 0,
            Instruments = new Dictionary<string, Domain.Markets.InstrumentRules> { ["X"] = new("X", 0, 0, -1, -1) },
        };
        var message = Assert.Throws<ArgumentException>(() => new PaperVenue(options)).Message;
        foreach (var name in (string[])["InitialBalance 0", "TakerFeeBps -1", "SlippageBps 1001", "Leverage 0.5", "EndedOrdersKept 0", "X TickSize 0", "X StepSize 0", "X MinQuantity -1", "X MinNotional -1"])
            Assert.Contains(name, message);
    }
}
