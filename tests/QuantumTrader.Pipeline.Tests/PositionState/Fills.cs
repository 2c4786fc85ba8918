using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.PositionState;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.PositionState;

/// <summary>Fills as the execution stage tells of them, and ledgers that hold them.</summary>
internal static class Fills
{
    public static VenueEventRecord Of(Bench bench, string trade, decimal amount, string? plan = null, string symbol = Bench.Btc, long? timeMs = null) => new(
        VenueEventKind.Fill, symbol, "o" + trade, "c" + trade, trade, amount > 0 ? OrderSide.Buy : OrderSide.Sell, OrderType.Market, OrderStatus.Filled,
        Math.Abs(amount), 100, null, 0.1m, 0, null, timeMs ?? bench.NowEpoch * 1000, Provenance.Paper, plan);

    /// <summary>The account with this amount, and then the fills that led to it.</summary>
    public static async Task HappenAsync(Bench bench, decimal amount, params VenueEventRecord[] fills)
    {
        await Accounts.PublishAsync(bench, AccountOf(bench, amount));
        foreach (var fill in fills)
            await bench.AppendAsync(Keys.VenueEvents, fill);
    }

    public static VenueAccount AccountOf(Bench bench, decimal amount, decimal mark = 105)
    {
        VenuePosition[] positions = amount == 0
            ? []
            : [Accounts.Position(amount > 0 ? PositionSide.Long : PositionSide.Short, mark, quantity: Math.Abs(amount))];
        return Accounts.Of(bench, positions) with { Marks = new Dictionary<string, VenueMark> { [Bench.Btc] = new(mark, bench.NowEpoch * 1000) } };
    }

    public static Task<PositionStateStage> StartAsync(Bench bench) => Bench.StartAsync(new PositionStateStage(bench.Context, new PositionStateOptions()));

    public static Task<LedgerRecord?> LedgerAsync(Bench bench) => bench.ReadAsync(Keys.Ledger(Bench.Btc));

    /// <summary>Fills that stand for what nobody told of.</summary>
    public static async Task<IReadOnlyList<VenueEventRecord>> RepairsAsync(Bench bench) =>
        [.. (await bench.EntriesAsync(Keys.VenueEvents)).Where(LedgerRepair.IsRepair)];
}
