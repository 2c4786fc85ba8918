using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Exchanges.Paper;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>What a venue might say of the account.</summary>
internal static class Accounts
{
    public static VenueAccount Of(Bench bench, params VenuePosition[] positions) => new(
        WalletBalance: 10_000, AvailableBalance: 9_000, UnrealizedPnl: positions.Sum(position => position.UnrealizedPnl), FeesPaid: 0, RealizedPnl: 0,
        HedgeMode: false, positions, OpenOrders: [], positions.ToDictionary(p => p.Symbol, p => new VenueMark(p.MarkPrice, bench.NowEpoch * 1000)),
        bench.NowEpoch * 1000);

    public static VenuePosition Position(
        PositionSide side, decimal mark, decimal entry = 100, decimal quantity = 2, string symbol = Bench.Btc, long openedEpoch = Bench.StartEpoch) => new(
        symbol, side, quantity, entry, mark, (side == PositionSide.Long ? mark - entry : entry - mark) * quantity, 10, openedEpoch * 1000);

    public static OrderReport Stop(OrderSide side, decimal price, OrderStatus status = OrderStatus.New, OrderType type = OrderType.StopMarket) => new(
        new OrderRequest(Bench.Btc, $"s{side}{price}", side, type, null, price, ClosePosition: true), "1", status, 0, null, 0, 0, null, 0);

    private static Dictionary<string, InstrumentRules> Instruments(VenueAccount account) => account.Positions
        .Select(position => position.Symbol)
        .Distinct()
        .ToDictionary(symbol => symbol, symbol => PaperInstruments.Listed(symbol)!);

    /// <summary>The account, then the event that tells of it, as the execution stage does.</summary>
    public static async Task PublishAsync(Bench bench, VenueAccount account, Provenance source = Provenance.Paper, string symbol = Bench.Btc)
    {
        await bench.Context.Store.SetAsync(VenueDocuments.Account, new PublishedAccount(account.AsOfMs / 1000, source, account, Instruments(account)), timeToLive: null);
        await bench.AppendAsync(Keys.VenueEvents, VenueEventRecord.Account(symbol, null, account.AsOfMs, source));
    }
}
