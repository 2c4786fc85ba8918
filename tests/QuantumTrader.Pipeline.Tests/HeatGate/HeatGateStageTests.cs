using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Tests.Hosting;
using static QuantumTrader.Pipeline.Tests.HeatGate.HeatGates;

namespace QuantumTrader.Pipeline.Tests.HeatGate;

public sealed class HeatGateStageTests
{
    private const double Heat = 105 * 0.0113984 / 100;

    [Fact]
    public async Task FullClose_InAColdPortfolio_BecomesAQuarter_EverywhereTheSame()
    {
        await using var bench = await WithPortfolioAsync();

        var stage = await RunAsync(bench, proposals: Proposal());

        var calibrated = Assert.Single(await bench.EntriesAsync(Keys.Calibrated));
        Assert.Equal(
            new CalibratedRecord(
                Proposal(), HarvestAction.Partial25, IsEnforced: true, calibrated.HeatValue, HeatBucket.Cold, HeatReason.PortfolioHeatCold, "harvest",
                bench.NowEpoch * 1000),
            calibrated);
        Assert.Equal(Heat, calibrated.HeatValue!.Value, 12);
        Assert.Equal(HarvestAction.Partial25, calibrated.EffectiveAction);
        Assert.Equal(
            new CalibratedStateRecord(
                Plan, HarvestAction.FullCloseProposed, HarvestAction.Partial25, calibrated.HeatValue, HeatBucket.Cold, HeatReason.PortfolioHeatCold, bench.NowEpoch),
            await bench.ReadAsync(Keys.CalibratedState(Bench.Btc)));
        Assert.Equal(TimeSpan.FromSeconds(300), await bench.LifeAsync(Keys.CalibratedState(Bench.Btc).Name));
        Assert.Equal(new P26Permit(true, Bench.Btc, Plan, "PARTIAL_25", "COLD", bench.NowEpoch), await PermitAsync(bench));
        Assert.Equal(TimeSpan.FromSeconds(60), await bench.LifeAsync(Keys.Permit(PermitGate.P26, Plan)));
        var notice = Assert.Single(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal((Plan, Bench.Btc, PermitGate.P26, true, "portfolio_heat_cold"), (notice.PlanId, notice.Symbol, notice.Gate, notice.Granted, notice.Reason));
        Assert.Equal((await bench.Context.Store.GetTextAsync(Keys.Permit(PermitGate.P26, Plan))).Value, notice.Permit);
        Assert.Equal(1, stage.Metrics.Downgraded.Value("FULL_CLOSE_PROPOSED", "PARTIAL_25", "portfolio_heat_cold"));
    }

    // The audit: equity forced down makes the portfolio hot.
    [Theory]
    [InlineData(100, HeatPolicyChoice.Harvest, HarvestAction.FullCloseProposed, HarvestAction.Partial25, "portfolio_heat_cold")]
    [InlineData(3, HeatPolicyChoice.Harvest, HarvestAction.FullCloseProposed, HarvestAction.Partial75, "portfolio_heat_warm")]
    [InlineData(1, HeatPolicyChoice.Harvest, HarvestAction.FullCloseProposed, HarvestAction.FullCloseProposed, "portfolio_heat_hot")]
    [InlineData(1, HeatPolicyChoice.HoldHot, HarvestAction.FullCloseProposed, HarvestAction.FullCloseProposed, "portfolio_heat_hot")]
    [InlineData(3, HeatPolicyChoice.HoldHot, HarvestAction.Partial75, HarvestAction.Partial75, "partial_unchanged")]
    [InlineData(3, HeatPolicyChoice.Moderate, HarvestAction.FullCloseProposed, HarvestAction.Partial50, "portfolio_heat_warm")]
    [InlineData(1, HeatPolicyChoice.Moderate, HarvestAction.FullCloseProposed, HarvestAction.Partial25, "portfolio_heat_hot")]
    [InlineData(100, HeatPolicyChoice.Custom, HarvestAction.Partial50, HarvestAction.Partial25, "portfolio_heat_cold")]
    [InlineData(1, HeatPolicyChoice.Harvest, HarvestAction.UpdateSl, HarvestAction.UpdateSl, "stop_unchanged")]
    public async Task Act_GetsAPermit_ForWhatThePolicyMakesOfIt(
        int equity, HeatPolicyChoice policy, HarvestAction action, HarvestAction becomes, string reason)
    {
        await using var bench = await WithPortfolioAsync(equity);
        var table = policy == HeatPolicyChoice.Custom ? "COLD PARTIAL_50 PARTIAL_25" : null;

        await RunAsync(bench, new HeatGateOptions { Symbols = Options.Symbols, PolicyChoice = policy, PolicyTable = table }, Proposal(action));

        var calibrated = Assert.Single(await bench.EntriesAsync(Keys.Calibrated));
        Assert.Equal((action, becomes, reason), (calibrated.Proposal.Action, calibrated.CalibratedAction, calibrated.Reason.ToCode()));
        Assert.Equal((true, becomes.ToWire()), ((await PermitAsync(bench))!.Granted, (await PermitAsync(bench))!.Action));
    }

    [Fact]
    public async Task Hold_HasNoPermit_AndIsSaid()
    {
        await using var bench = await WithPortfolioAsync(HotEquity);

        var stage = await RunAsync(
            bench, new HeatGateOptions { Symbols = Options.Symbols, PolicyChoice = HeatPolicyChoice.HoldHot }, Proposal(HarvestAction.Partial75));

        Assert.Null(await PermitAsync(bench));
        Assert.Equal(HarvestAction.Hold, Assert.Single(await bench.EntriesAsync(Keys.Calibrated)).EffectiveAction);
        var notice = Assert.Single(await bench.EntriesAsync(Keys.PermitNotices));
        Assert.Equal((false, "portfolio_heat_hot_hold"), (notice.Granted, notice.Reason));
        Assert.Equal(1, stage.Metrics.Downgraded.Value("PARTIAL_75", "HOLD", "portfolio_heat_hot_hold"));
    }

    [Fact]
    public async Task Shadow_PermitsTheOriginal_AndWritesNoHash()
    {
        await using var bench = await WithPortfolioAsync();

        var stage = await RunAsync(bench, new HeatGateOptions { Symbols = Options.Symbols, Mode = GateMode.Shadow }, Proposal());

        var calibrated = Assert.Single(await bench.EntriesAsync(Keys.Calibrated));
        Assert.Equal(
            (false, HarvestAction.Partial25, HarvestAction.FullCloseProposed),
            (calibrated.IsEnforced, calibrated.CalibratedAction, calibrated.EffectiveAction));
        Assert.Equal("FULL_CLOSE_PROPOSED", (await PermitAsync(bench))!.Action);
        Assert.Null(await bench.ReadAsync(Keys.CalibratedState(Bench.Btc)));
        Assert.Equal((0.0, 0L), (stage.Metrics.EnforceMode.Value(), stage.Metrics.HashWrites.Value()));
    }

    // A hold that is not enforced leaves the act what it was.
    [Fact]
    public async Task Shadow_OfAHold_PermitsTheOriginal()
    {
        await using var bench = await WithPortfolioAsync(HotEquity);

        await RunAsync(
            bench, new HeatGateOptions { Symbols = Options.Symbols, Mode = GateMode.Shadow, PolicyChoice = HeatPolicyChoice.HoldHot },
            Proposal(HarvestAction.Partial75));

        Assert.Equal((true, "PARTIAL_75"), ((await PermitAsync(bench))!.Granted, (await PermitAsync(bench))!.Action));
    }

    [Fact]
    public async Task Heat_CountsEveryOpenPosition_AndNoFlatOne()
    {
        await using var bench = await WithPortfolioAsync(5);
        await bench.SetAsync(Keys.Portfolio, Portfolio(5, bench.NowEpoch, positions: 2));
        await bench.SetAsync(Keys.Position(Bench.Eth), Inputs.Given.Long(bench.NowEpoch, symbol: Bench.Eth));
        await bench.SetAsync(MarketKey(Bench.Eth), Inputs.Given.Market(bench.NowEpoch));
        await bench.SetAsync(Keys.Position("SOLUSDT"), Inputs.Given.Flat(bench.NowEpoch - 86_400, "SOLUSDT"));

        var stage = await RunAsync(bench, new HeatGateOptions { Symbols = SymbolList.Of(Bench.Btc, Bench.Eth, "SOLUSDT") }, Proposal());

        Assert.Equal(2 * 105 * 0.0113984 / 5, stage.Metrics.Heat.Value()!.Value, 12);
        Assert.Equal((0.0, 1.0, 0.0), (stage.Metrics.Bucket.Value("COLD"), stage.Metrics.Bucket.Value("WARM"), stage.Metrics.Bucket.Value("HOT")));
    }

    [Fact]
    public async Task Batch_ReadsThePortfolioOnce_AndTheLastCloseOfASymbolStandsInItsHash()
    {
        await using var bench = await WithPortfolioAsync();

        var stage = await RunAsync(
            bench, proposals: [Proposal(HarvestAction.Partial75, "1"), Proposal(plan: "2"), Proposal(HarvestAction.UpdateSl, "3")]);

        Assert.Equal(1, bench.Faults.Count("get", Keys.Portfolio.Name));
        Assert.Equal(["1", "2", "3"], (await bench.EntriesAsync(Keys.Calibrated)).Select(entry => entry.Proposal.PlanId!));
        Assert.Equal("2", (await bench.ReadAsync(Keys.CalibratedState(Bench.Btc)))!.PlanId);
        Assert.Equal((3L, 1L), (stage.Metrics.Processed.Value(), stage.Metrics.HashWrites.Value()));
    }

    [Fact]
    public async Task FlatSymbols_AreNotReadAgain_UntilThePortfolioCountsAnother_OrASecondIsOver()
    {
        await using var bench = await WithPortfolioAsync(5);
        await bench.SetAsync(Keys.Position(Bench.Eth), Inputs.Given.Flat(bench.NowEpoch, Bench.Eth));
        var stage = await RunAsync(bench, new HeatGateOptions { Symbols = SymbolList.Of(Bench.Btc, Bench.Eth) }, Proposal(plan: "1"));
        var one = stage.Metrics.Heat.Value()!.Value;

        await ProposeAsync("2");
        Assert.Equal((2, 1), (ReadsOf(Bench.Btc), ReadsOf(Bench.Eth)));

        await bench.SetAsync(Keys.Position(Bench.Eth), Inputs.Given.Long(bench.NowEpoch, symbol: Bench.Eth));
        await bench.SetAsync(MarketKey(Bench.Eth), Inputs.Given.Market(bench.NowEpoch));
        await bench.SetAsync(Keys.Portfolio, Portfolio(5, bench.NowEpoch, positions: 2));
        await ProposeAsync("3");
        Assert.Equal(2 * one, stage.Metrics.Heat.Value()!.Value, 12);

        // One is closed and nothing else has happened: as many are open as are counted, but not those that were.
        await bench.SetAsync(Keys.Position(Bench.Btc), Inputs.Given.Flat(bench.NowEpoch, Bench.Btc));
        await bench.SetAsync(Keys.Portfolio, Portfolio(5, bench.NowEpoch, positions: 1));
        await ProposeAsync("4");
        Assert.Equal(one, stage.Metrics.Heat.Value()!.Value, 12);

        // A position that the portfolio does not count is found, too.
        await bench.SetAsync(Keys.Position(Bench.Btc), Inputs.Given.Long(bench.NowEpoch));
        await ProposeAsync("5");
        Assert.Equal(one, stage.Metrics.Heat.Value()!.Value, 12);
        bench.Pass(1);
        await ProposeAsync("6");
        Assert.Equal(2 * one, stage.Metrics.Heat.Value()!.Value, 12);

        async Task ProposeAsync(string plan)
        {
            await bench.AppendAsync(Proposals, Proposal(plan: plan));
            await Bench.RunAsync(stage);
        }

        int ReadsOf(string symbol) => bench.Faults.Count("get", Keys.Position(symbol).Name);
    }

    [Fact]
    public async Task Plan_ThatIsDone_GetsNoPermitAnyMore()
    {
        await using var bench = await WithPortfolioAsync();
        await bench.Context.Store.SetTextAsync(Keys.PlanState(Plan), PlanStates.Done, timeToLive: null);
        await bench.Context.Store.SetTextAsync(Keys.PlanState("other"), PlanStates.Failed, timeToLive: null);

        await RunAsync(bench, proposals: [Proposal(), Proposal(plan: "other")]);

        Assert.Null(await PermitAsync(bench));
        Assert.NotNull(await PermitAsync(bench, "other"));
        Assert.Equal(2, (await bench.EntriesAsync(Keys.Calibrated)).Count);
        Assert.Equal("other", Assert.Single(await bench.EntriesAsync(Keys.PermitNotices)).PlanId);
    }

    [Fact]
    public async Task Proposals_OfBeforeTheFirstStart_AreAnswered()
    {
        await using var bench = await WithPortfolioAsync();
        await bench.AppendAsync(Proposals, Proposal());

        await RunAsync(bench);

        Assert.NotNull(await PermitAsync(bench));
    }
}
