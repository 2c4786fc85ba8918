using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Benchmarks.Pipeline;

/// <summary>As many symbols as asked for, each with a position deep in profit, and all that the stages read of it.</summary>
internal static class Market
{
    private static readonly MarketConditions s_conditions = new(0.0113984, 0.245439, new(0.371906, 0.075824, 0.55227));

    public static SymbolList Symbols(int count) => SymbolList.Of([.. Enumerable.Range(0, count).Select(i => $"C{i:0000}USDT")]);

    public static async Task FillAsync(IEngine engine, SymbolList symbols)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var writes = new List<Task>();
        foreach (var symbol in symbols)
        {
            var market = new MarketStateRecord(
                s_conditions.Sigma, 0.00001, s_conditions.TrendStrength, s_conditions.Regimes, 0.5, 1, 1, now, 300, BarInterval.OneMinute, Provenance.Paper);
            var position = new PositionRecord(
                symbol, PositionSide.Long, 1, 100, 105, 5, 10, 105.5m, 99.5m, now - 3600, 98, null, SlConfirmed: true, now, Provenance.Paper);
            var risk = new RiskProposalRecord(
                symbol, 104, 110, 0.0069864121932800005, 0.02, 0.005, "regime_chop", s_conditions, now, PositionSide.Long, 3600, 105, 100, now, Provenance.Paper);
            writes.Add(engine.Store.SetAsync(new HashKey<MarketStateRecord>(Keys.MarketStatePrefix + symbol), market, null).AsTask());
            writes.Add(engine.Store.SetAsync(Keys.Position(symbol), position, null).AsTask());
            writes.Add(engine.Store.SetAsync(new HashKey<RiskProposalRecord>(Keys.RiskProposalPrefix + symbol), risk, null).AsTask());
        }

        writes.Add(engine.Store.SetAsync(
            Keys.Portfolio, new PortfolioRecord(10_000, 9_000, 105, 105, 5, symbols.Count, now, Provenance.Paper), null).AsTask());
        await Task.WhenAll(writes);
    }

    /// <summary>The n-th of many full closes, each of a plan of its own.</summary>
    public static HarvestProposalRecord FullClose(string symbol, int number)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new HarvestProposalRecord(
            symbol, HarvestAction.FullCloseProposed, 100.2, 9.8, 0.6986412193280001, 0.1, new KillScore(0.7533012950554003, 1, 0, 0.20759499999999997, 0.041666666666666664),
            "harvest_partial_75,profit_lock,kill_score_triggered,regime_flip,ts_drop", s_conditions, now * 1000, PositionSide.Long, 3600, 105, 100, 5, 1, now - 3600,
            number.ToString("x16"), $"{symbol}-{now}", now, Provenance.Paper, now, new ProposalInputs(now, now, now, "0123abcd"));
    }
}
