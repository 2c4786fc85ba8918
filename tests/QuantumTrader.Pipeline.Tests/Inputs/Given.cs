using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;

namespace QuantumTrader.Pipeline.Tests.Inputs;

/// <summary>Inputs of the publishers: the known values of contract section 3, and records that hold them.</summary>
internal static class Given
{
    /// <summary>First known value: R 7.01 with <see cref="CalmStopPct"/>, kill score 0.527.</summary>
    public static readonly MarketConditions Calm = new(0.0113984, 0.245439, new(0.371906, 0.075824, 0.55227));

    /// <summary>Second known value: the regime has flipped, kill score 0.753.</summary>
    public static readonly MarketConditions Flipped = new(0.00523559, 0.092405, new(0.24746, 0.126031, 0.626509));

    public const double CalmStopPct = 0.0069864121932800005;

    public static MarketStateRecord Market(
        long epoch, MarketConditions? conditions = null, Provenance source = Provenance.Paper, BarInterval? interval = null)
    {
        var market = conditions ?? Calm;
        return new(market.Sigma, Mu: 0.00001, market.TrendStrength, market.Regimes, 0.5, 1, 1, epoch, 300, interval ?? BarInterval.OneMinute, source);
    }

    /// <summary>A long of one unit that opened an hour before at 100 and stands at the price.</summary>
    public static PositionRecord Long(
        long epoch, decimal price = 105, decimal? stop = 98, decimal entry = 100, string symbol = Bench.Btc, Provenance source = Provenance.Paper) => new(
        symbol, PositionSide.Long, 1, entry, price, price - entry, 10, Math.Max(entry, price), Math.Min(entry, price), Bench.StartEpoch - 3600, stop, null,
        stop is not null, epoch, source);

    public static PositionRecord Flat(long epoch, string symbol = Bench.Btc) => new(
        symbol, null, 0, 0, 105, 0, 0, 0, 0, 0, null, null, false, epoch, Provenance.Paper);

    public static RiskProposalRecord Risk(long epoch, double stopDistPct = CalmStopPct, string symbol = Bench.Btc, Provenance source = Provenance.Paper) => new(
        symbol, 104, 110, stopDistPct, 0.02, 0.005, "regime_chop", Calm, epoch, PositionSide.Long, 3600, 105, 100, epoch, source);

    public static ExecutionResultRecord Execution(
        OrderSide side, decimal price = 100, string status = "FILLED", decimal? realized = null, string symbol = Bench.Btc,
        Provenance source = Provenance.Paper) => new(
        symbol, side, 2, price, status, OrderId: null, ClientOrderId: null, PlanId: null, EntryPrice: null, StopLoss: 95, TakeProfit: 120, Fee: null,
        realized, source, Bench.StartEpoch - 600);

    /// <summary>The record in its hash, then the news of it, as the market state stage does.</summary>
    public static async Task PutAsync(Bench bench, MarketStateRecord market, string symbol = Bench.Btc)
    {
        await bench.SetAsync(new HashKey<MarketStateRecord>(Keys.MarketStatePrefix + symbol), market);
        await bench.AppendAsync(Keys.MarketStates, new MarketStateEntry(
            symbol, market.TrendStrength, market.Sigma, market.Mu, market.Regimes.Dominant(), market.InputsEpoch, market.Source));
    }

    public static async Task PutAsync(Bench bench, PositionRecord position)
    {
        await bench.SetAsync(Keys.Position(position.Symbol), position);
        await bench.AppendAsync(Keys.PositionSnapshots, new PositionSnapshotRecord(position, 0.01));
    }

    public static async Task PutAsync(Bench bench, RiskProposalRecord risk)
    {
        await bench.SetAsync(new HashKey<RiskProposalRecord>(Keys.RiskProposalPrefix + risk.Symbol), risk);
        await bench.AppendAsync(Keys.RiskProposals, risk);
    }
}
