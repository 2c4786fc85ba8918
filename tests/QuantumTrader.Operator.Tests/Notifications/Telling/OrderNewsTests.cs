using QuantumTrader.Domain.Orders;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Operator.Notifications.Telling;

namespace QuantumTrader.Operator.Tests.Notifications.Telling;

public sealed class OrderNewsTests
{
    private readonly OrderNews _news = new();

    [Fact]
    public void Close_IsToldOnce_WithAllItsFills()
    {
        Assert.Null(_news.Tell(Given.Fill("t-1", 0.1m, 10)));
        Assert.Null(_news.Tell(Given.Fill("t-2", 0.15m, -2.5m)));

        // Execution told it again after a crash.
        Assert.Null(_news.Tell(Given.Fill("t-2", 0.15m, -2.5m)));
        var told = _news.Tell(Given.Order(OrderType.Market, OrderStatus.Filled, "p-1"))!;

        Assert.Equal((NotificationKind.HarvestExecuted, "BTCUSDT: closed 0.25 at 64000.5, profit 7.5"), (told.Kind, told.Text));
        Assert.Equal((0.25m, 64_000.5m, 7.5m, "p-1", "order:BTCUSDT:o-1:FILLED"), (told.Quantity, told.Price, told.Profit, told.PlanId, told.Id));
    }

    [Fact]
    public void StopThatFills_IsAStopHit_WhosesoeverItIs()
    {
        _news.Tell(Given.Fill("t-1", 0.5m, -12.25m, type: OrderType.StopMarket));

        var told = _news.Tell(Given.Order(OrderType.StopMarket, OrderStatus.Filled, planId: null))!;

        Assert.Equal((NotificationKind.StopHit, "BTCUSDT: stop hit: closed 0.5 at 64000.5, loss 12.25"), (told.Kind, told.Text));
    }

    // The fills were seen by a process that is gone: what it knew is left out.
    [Theory]
    [InlineData(OrderType.Market, "BTCUSDT: closed 0.25 at 64000.5")]
    [InlineData(OrderType.StopMarket, "BTCUSDT: stop hit: closed at 64000.5")]
    public void EndWithoutItsFills_SaysWhatIsKnown(OrderType type, string text)
    {
        var told = _news.Tell(Given.Order(type, OrderStatus.Filled, "p-1"))!;

        Assert.Equal((text, null), (told.Text, told.Profit));
    }

    [Theory]
    [InlineData(OrderType.StopMarket, OrderStatus.New, "p-1", "BTCUSDT: stop moved to 64001")]
    [InlineData(OrderType.StopMarket, OrderStatus.New, null, null)]
    [InlineData(OrderType.Market, OrderStatus.New, "p-1", null)]
    [InlineData(OrderType.StopMarket, OrderStatus.Canceled, "p-1", null)]
    [InlineData(OrderType.StopMarket, OrderStatus.Expired, null, null)]
    [InlineData(OrderType.Market, OrderStatus.Expired, "p-1", null)]
    [InlineData(OrderType.Market, OrderStatus.PartiallyFilled, "p-1", null)]
    [InlineData(OrderType.Market, OrderStatus.Filled, null, null)]
    [InlineData(OrderType.Market, OrderStatus.Rejected, null, "BTCUSDT: SELL 0.25 rejected by the venue")]
    [InlineData(OrderType.StopMarket, OrderStatus.Rejected, "p-1", "BTCUSDT: SELL stop at 64001 rejected by the venue")]
    public void Order_IsToldByWhatBecameOfIt(OrderType type, OrderStatus status, string? planId, string? text) =>
        Assert.Equal(text, _news.Tell(Given.Order(type, status, planId))?.Text);

    [Fact]
    public void Rejection_SaysTheVenuesReason()
    {
        var told = _news.Tell(Given.Order(OrderType.Market, OrderStatus.Rejected, "p-1") with { Reason = "insufficient_margin" })!;

        Assert.Equal((NotificationKind.OrderRejected, "BTCUSDT: SELL 0.25 rejected by the venue: insufficient_margin", "insufficient_margin"), (told.Kind, told.Text, told.Reason));
    }

    [Fact]
    public void PartThatWasFilledBeforeTheOrderExpired_IsTold()
    {
        _news.Tell(Given.Fill("t-1", 0.1m, 3));

        Assert.Equal("BTCUSDT: closed 0.1 at 64000.5, profit 3", _news.Tell(Given.Order(OrderType.Market, OrderStatus.Expired, "p-1"))!.Text);
    }

    [Fact]
    public void NewsOfTheAccount_IsNothing() => Assert.Null(_news.Tell(VenueEventRecord.Account("BTCUSDT", 1, Given.StartMs, Domain.Provenance.Paper)));

    [Fact]
    public void FillsWhoseOrdersNeverEnd_AreForgotten()
    {
        _news.Tell(Given.Fill("t", 1, 1, "first"));
        for (var i = 0; i < 1000; i++)
            _news.Tell(Given.Fill("t", 1, 1, $"o-{i}"));

        Assert.Null(_news.Tell(Given.Order(OrderType.Market, OrderStatus.Filled, "p-1", "first"))!.Profit);
    }
}
