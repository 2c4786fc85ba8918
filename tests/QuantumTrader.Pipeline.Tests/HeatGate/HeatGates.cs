using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.HeatGate;

/// <summary>Starts heat gates on a portfolio of one position: one BTC at 105 with a volatility of 1.14 %, so 1.2 USD are at stake.</summary>
internal static class HeatGates
{
    public const string Plan = "00000000000000aa";
    public const decimal ColdEquity = 100;
    public const decimal WarmEquity = 3;
    public const decimal HotEquity = 1;

    public static readonly StreamKey<HarvestProposalRecord> Proposals = new(Keys.HarvestProposalStream);
    public static readonly HeatGateOptions Options = new() { Symbols = SymbolList.Of(Bench.Btc) };

    public static async Task<Bench> WithPortfolioAsync(decimal equity = ColdEquity)
    {
        var bench = new Bench();
        await bench.SetAsync(Keys.Portfolio, Portfolio(equity, bench.NowEpoch));
        await bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(bench.NowEpoch));
        await bench.SetAsync(MarketKey(Bench.Btc), Given.Market(bench.NowEpoch));
        return bench;
    }

    public static HashKey<MarketStateRecord> MarketKey(string symbol) => new(Keys.MarketStatePrefix + symbol);

    public static PortfolioRecord Portfolio(decimal equity, long epoch, int positions = 1, Provenance source = Provenance.Paper) =>
        new(equity, equity, 105, 105, 5, positions, epoch, source);

    public static HarvestProposalRecord Proposal(
        HarvestAction action = HarvestAction.FullCloseProposed, string? plan = Plan, double killScore = 0.7, string symbol = Bench.Btc,
        long epoch = Bench.StartEpoch) => new(
        symbol, action, action == HarvestAction.UpdateSl ? 100.2 : null, 7, 0.7, 0.1, new KillScore(killScore, 1, 0, 0.2, 0.04), "kill_score_triggered", Given.Calm,
        epoch * 1000, PositionSide.Long, 3600, 105, 100, 5, 1, Bench.StartEpoch - 3600, plan, $"{symbol}-{epoch}", null, Provenance.Paper, epoch,
        new ProposalInputs(epoch, epoch, epoch, "theta"));

    public static async Task<HeatGateStage> RunAsync(Bench bench, HeatGateOptions? options = null, params HarvestProposalRecord[] proposals)
    {
        foreach (var proposal in proposals)
            await bench.AppendAsync(Proposals, proposal);
        var stage = await Bench.StartAsync(new HeatGateStage(bench.Context, options ?? Options));
        await Bench.RunAsync(stage);
        return stage;
    }

    public static async Task<P26Permit?> PermitAsync(Bench bench, string plan = Plan)
    {
        var stored = await bench.Context.Store.GetTextAsync(Keys.Permit(PermitGate.P26, plan));
        if (stored.IsMissing)
            return null;
        Assert.True(PermitJson.TryRead(stored.Value!, PermitJson.Default.P26Permit, out var permit, out var fault), fault);
        return permit;
    }
}
