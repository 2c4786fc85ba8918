using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

public sealed class PositionViewTests
{
    public static TheoryData<string, PositionSide, OrderReport[], decimal?> Stops => new()
    {
        { "none", PositionSide.Long, [], null },
        { "one", PositionSide.Long, [Accounts.Stop(OrderSide.Sell, 98)], 98 },
        { "of two the tightest, long", PositionSide.Long, [Accounts.Stop(OrderSide.Sell, 98), Accounts.Stop(OrderSide.Sell, 99), Accounts.Stop(OrderSide.Sell, 97)], 99 },
        { "of two the tightest, short", PositionSide.Short, [Accounts.Stop(OrderSide.Buy, 103), Accounts.Stop(OrderSide.Buy, 102)], 102 },
        { "one that would open", PositionSide.Long, [Accounts.Stop(OrderSide.Buy, 98)], null },
        { "one that does not rest any more", PositionSide.Long, [Accounts.Stop(OrderSide.Sell, 98, OrderStatus.Canceled)], null },
        { "a market order", PositionSide.Long, [Accounts.Stop(OrderSide.Sell, 98, type: OrderType.Market)], null },
        { "of another symbol", PositionSide.Long, [Changed(request => request with { Symbol = Bench.Eth })], null },
        { "of the other side of a hedge", PositionSide.Long, [Changed(request => request with { PositionSide = PositionSide.Short })], null },
        { "of this side of a hedge", PositionSide.Long, [Changed(request => request with { PositionSide = PositionSide.Long })], 98 },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task Stop_IsTheTightestThatRests_AndIsConfirmed(string which, PositionSide side, OrderReport[] orders, decimal? expected)
    {
        await using var bench = new Bench();
        var position = Accounts.Position(side, 100);
        var account = Accounts.Of(bench, position) with { OpenOrders = orders };

        var record = PositionView.Open(
            position, PriceExtremes.Opened(side, position.OpenedMs, 100), account, new VenueMark(100, bench.NowEpoch * 1000), Provenance.Paper);

        Assert.True(expected == record.CurrentSl, which);
        Assert.Equal(expected is not null, record.SlConfirmed);
    }

    // Long 2 at 105, short 0.5 at 40: gross 210 + 20, net 210 - 20; profit 10 + 5.
    [Fact]
    public async Task Portfolio_AsCountedByHand()
    {
        await using var bench = new Bench();
        var account = Accounts.Of(
            bench, Accounts.Position(PositionSide.Long, 105), Accounts.Position(PositionSide.Short, 40, entry: 50, quantity: 0.5m, symbol: Bench.Eth));

        Assert.Equal(
            new PortfolioRecord(10_015, 9_000, 230, 190, 15, 2, bench.NowEpoch, Provenance.Replay),
            PositionView.Portfolio(account, Provenance.Replay));
    }

    [Fact]
    public async Task Flat_HasTheNewestPrice_AndNothingElse()
    {
        await using var bench = new Bench();
        var account = Accounts.Of(bench) with { Marks = new Dictionary<string, VenueMark> { [Bench.Btc] = new(104, 60_000) } };

        var record = PositionView.Flat(Bench.Btc, account, Provenance.Paper);

        Assert.Equal(new PositionRecord(Bench.Btc, null, 0, 0, 104, 0, 0, 0, 0, 0, null, null, false, 60, Provenance.Paper), record);
        Assert.Null(record.ToSnapshot());
    }

    private static OrderReport Changed(Func<OrderRequest, OrderRequest> change)
    {
        var stop = Accounts.Stop(OrderSide.Sell, 98);
        return stop with { Request = change(stop.Request) };
    }
}
