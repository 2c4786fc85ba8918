using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.HeatGate;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;
using static QuantumTrader.Pipeline.Tests.HeatGate.HeatGates;

namespace QuantumTrader.Pipeline.Tests.HeatGate;

/// <summary>What is missing, stale or invalid is said, counted, and never cold.</summary>
public sealed class HeatFailureTests
{
    private static readonly Dictionary<string, Func<Bench, Task>> Damages = new()
    {
        ["no portfolio"] = async bench => await bench.Context.Store.DeleteAsync(Keys.Portfolio.Name),
        ["unreadable portfolio"] = bench => bench.SetFieldsAsync(Keys.Portfolio.Name, ("equity_usd", "much")),
        ["unreadable position"] = bench => bench.SetFieldsAsync(Keys.Position(Bench.Btc).Name, ("side", "LONG")),
        ["a position is missing"] = async bench => await bench.Context.Store.DeleteAsync(Keys.Position(Bench.Btc).Name),
        ["a position of no listed symbol"] = bench => bench.SetAsync(Keys.Portfolio, Portfolio(ColdEquity, bench.NowEpoch, positions: 2)),
        ["old portfolio"] = bench => bench.SetAsync(Keys.Portfolio, Portfolio(ColdEquity, bench.NowEpoch - 121)),
        ["portfolio of the future"] = bench => bench.SetAsync(Keys.Portfolio, Portfolio(ColdEquity, bench.NowEpoch + 121)),
        ["old position"] = bench => bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(bench.NowEpoch - 121)),
        ["no equity"] = bench => bench.SetAsync(Keys.Portfolio, Portfolio(0, bench.NowEpoch)),
        ["negative equity"] = bench => bench.SetAsync(Keys.Portfolio, Portfolio(-3, bench.NowEpoch)),
        ["no market state"] = async bench => await bench.Context.Store.DeleteAsync(MarketKey(Bench.Btc).Name),
        ["unreadable market state"] = bench => bench.SetFieldsAsync(MarketKey(Bench.Btc).Name, ("sigma", "nan")),
        ["old market state"] = bench => bench.SetAsync(MarketKey(Bench.Btc), Given.Market(bench.NowEpoch - 181)),
        ["sigma of zero"] = bench => bench.SetAsync(MarketKey(Bench.Btc), Given.Market(bench.NowEpoch, Given.Calm with { Sigma = 0 })),
    };

    public static TheoryData<string, string> Failures => new()
    {
        { "no portfolio", "portfolio_state_missing" },
        { "unreadable portfolio", "portfolio_state_missing" },
        { "unreadable position", "portfolio_state_missing" },
        { "a position is missing", "portfolio_state_missing" },
        { "a position of no listed symbol", "portfolio_state_missing" },
        { "old portfolio", "portfolio_state_stale" },
        { "portfolio of the future", "portfolio_state_stale" },
        { "old position", "portfolio_state_stale" },
        { "no equity", "invalid_equity" },
        { "negative equity", "invalid_equity" },
        { "no market state", "sigma_missing" },
        { "unreadable market state", "sigma_missing" },
        { "old market state", "sigma_missing" },
        { "sigma of zero", "sigma_missing" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Closed_IssuesNoPermit_AndSaysSo(string damage, string reason)
    {
        await using var bench = await WithPortfolioAsync();
        await Damages[damage](bench);

        var stage = await RunAsync(bench, proposals: [Proposal(), Proposal(HarvestAction.Partial50, "other")]);

        Assert.Null(await PermitAsync(bench));
        Assert.Empty(await bench.EntriesAsync(Keys.Calibrated));
        Assert.Null(await bench.ReadAsync(Keys.CalibratedState(Bench.Btc)));
        Assert.All(await bench.EntriesAsync(Keys.PermitNotices), notice => Assert.Equal((false, reason), (notice.Granted, notice.Reason)));
        Assert.Equal((2L, 2L), (stage.Metrics.Failures.Value(reason), stage.Metrics.Processed.Value()));
        Assert.Equal(1, bench.Log.Count(reason));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Reduce_LetsACloseThrough_AsItIs_AndCountsTheFailure(string damage, string reason)
    {
        await using var bench = await WithPortfolioAsync();
        await Damages[damage](bench);

        var stage = await RunAsync(bench, new HeatGateOptions { Symbols = Options.Symbols, FailMode = HeatFailMode.Reduce }, Proposal());

        Assert.Equal((true, "FULL_CLOSE_PROPOSED", null), ((await PermitAsync(bench))!.Granted, (await PermitAsync(bench))!.Action, (await PermitAsync(bench))!.HeatBucket));
        var calibrated = Assert.Single(await bench.EntriesAsync(Keys.Calibrated));
        Assert.Equal((HarvestAction.FullCloseProposed, HeatReason.FailOpenReduce, null), (calibrated.CalibratedAction, calibrated.Reason, calibrated.HeatValue));
        Assert.Equal(1, stage.Metrics.Failures.Value(reason));
    }

    // A tighter stop does not depend on the heat.
    [Fact]
    public async Task StopUpdate_Passes_WhateverIsMissing()
    {
        await using var bench = new Bench();

        var stage = await RunAsync(bench, proposals: Proposal(HarvestAction.UpdateSl));

        Assert.Equal((true, "UPDATE_SL"), ((await PermitAsync(bench))!.Granted, (await PermitAsync(bench))!.Action));
        Assert.Equal(HeatReason.StopUnchanged, Assert.Single(await bench.EntriesAsync(Keys.Calibrated)).Reason);
        Assert.Equal(0, stage.Metrics.Failures.Value("portfolio_state_missing"));
    }

    [Fact]
    public async Task Gauges_AreGoneWhileTheHeatIsUnknown_AndBackAfterwards()
    {
        await using var bench = await WithPortfolioAsync();
        var stage = await RunAsync(bench, proposals: Proposal());
        Assert.Equal(1, stage.Metrics.Bucket.Value("COLD"));

        await bench.SetAsync(Keys.Portfolio, Portfolio(0, bench.NowEpoch));
        await bench.AppendAsync(Proposals, Proposal());
        await Bench.RunAsync(stage);
        Assert.Null(stage.Metrics.Heat.Value());
        Assert.Null(stage.Metrics.Bucket.Value("COLD"));

        await bench.SetAsync(Keys.Portfolio, Portfolio(HotEquity, bench.NowEpoch));
        await bench.AppendAsync(Proposals, Proposal());
        await Bench.RunAsync(stage);
        Assert.Equal(1, stage.Metrics.Bucket.Value("HOT"));
    }

    [Fact]
    public async Task Gauges_FollowThePortfolio_AlsoWhileNothingIsProposed()
    {
        await using var bench = await WithPortfolioAsync();
        var stage = await RunAsync(bench, proposals: Proposal());
        await bench.Context.Store.DeleteAsync(Keys.Portfolio.Name);

        bench.Pass((stage.NextDue!.Value - bench.Clock.GetUtcNow()).TotalSeconds);
        Assert.Equal(0, await Bench.RunAsync(stage));

        Assert.Null(stage.Metrics.Heat.Value());
        Assert.True(stage.NextDue > bench.Clock.GetUtcNow());
    }

    // A recording is as old as it is, beside the proposal that was made of it.
    [Theory]
    [InlineData(0, true)]
    [InlineData(121, false)]
    public async Task Recording_IsMeasuredAgainstItsProposal(int later, bool known)
    {
        await using var bench = new Bench();
        const long Then = Bench.StartEpoch - 86_400;
        await bench.SetAsync(Keys.Portfolio, Portfolio(ColdEquity, Then, source: Provenance.Replay));
        await bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(Then, source: Provenance.Replay));
        await bench.SetAsync(MarketKey(Bench.Btc), Given.Market(Then, source: Provenance.Replay));

        await RunAsync(bench, proposals: Proposal(epoch: Then + later));

        Assert.Equal(known, await PermitAsync(bench) is not null);
    }

    [Fact]
    public async Task PaperPortfolio_OfLongerBars_MayBeAsOldAsThey()
    {
        await using var bench = await WithPortfolioAsync();
        await bench.SetAsync(Keys.Portfolio, Portfolio(ColdEquity, bench.NowEpoch - 3600));
        await bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(bench.NowEpoch - 3600));
        await bench.SetAsync(MarketKey(Bench.Btc), Given.Market(bench.NowEpoch - 3600, interval: BarInterval.OneHour));

        await RunAsync(bench, proposals: Proposal());

        Assert.NotNull(await PermitAsync(bench));
    }

    [Theory]
    [InlineData("plan_id", "", "plan_id_missing")]
    [InlineData("harvest_action", "NONE", "unknown_action")]
    [InlineData("harvest_action", "HOLD", "unknown_action")]
    [InlineData("harvest_action", "FULL_CLOSE", "proposal_unreadable")]
    [InlineData("kill_score", "nan", "proposal_unreadable")]
    public async Task Entry_ThatCannotBeJudged_IsCounted_AndGoesToTheDeadLetters(string field, string text, string reason)
    {
        await using var bench = await WithPortfolioAsync();
        await bench.AppendAsync(new StreamKey<RawFields>(Proposals.Name), RawFields.Of(Proposal(), field, text));

        var stage = await RunAsync(bench, proposals: Proposal(plan: "next"));

        Assert.Equal((1L, 1L), (stage.Metrics.Failures.Value(reason), stage.Metrics.Processed.Value()));
        Assert.Equal(1, await bench.Context.Bus.GetLengthAsync(StreamKey.DeadLettersOf(Proposals.Name)));
        Assert.Equal(0, Assert.Single(await bench.GroupsAsync(Proposals.Name)).Pending);
        Assert.NotNull(await PermitAsync(bench, "next"));
        Assert.Single(await bench.EntriesAsync(Keys.Calibrated));
    }
}
