using QuantumTrader.Domain;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.RiskProposal;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.RiskProposal;

public sealed class RiskProposalStageTests
{
    // Sigma 1 %, all trend: stop distance 1.5 %, target 2.5 % (trend strength 0.1 extends nothing), trail 1.2 %.
    private static readonly MarketConditions Trend = new(0.01, 0.1, new(1, 0, 0));
    private static readonly HashKey<RiskProposalRecord> Hash = new(Keys.RiskProposalPrefix + Bench.Btc);
    private static readonly RiskProposalOptions Options = new() { Symbols = SymbolList.Of(Bench.Btc) };

    [Fact]
    public async Task FirstProposal_IsPublished_AsCalculatedByHand()
    {
        await using var bench = await WithInputsAsync();

        await StartAndRunAsync(bench);

        // Price and peak 105: raw 103.425, trail 103.74; target 107.625.
        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal((103.74, 107.625, 0.015), (Math.Round(record.ProposedSl, 9), Math.Round(record.ProposedTp, 9), Math.Round(record.StopDistPct, 9)));
        Assert.Equal("trail_active,sl_tightening,regime_trend", record.ReasonCodes);
        Assert.Equal((bench.NowEpoch, bench.NowEpoch, Provenance.Paper), (record.ComputedEpoch, record.InputsEpoch, record.Source));
        Assert.Equal([record], await bench.EntriesAsync(Keys.RiskProposals));
    }

    // Six intervals, but never shorter than an unchanged proposal may stand before it is written again.
    [Theory]
    [InlineData(30, 60, 180)]
    [InlineData(10, 60, 80)]
    [InlineData(5, 60, 70)]
    [InlineData(10, 10, 60)]
    public async Task Life_OutlastsTheTimeToTheNextWrite(double interval, double maxAge, double expected)
    {
        await using var bench = await WithInputsAsync();

        await StartAndRunAsync(bench, new() { Symbols = Options.Symbols, PublishIntervalSeconds = interval, MaxPublishAgeSeconds = maxAge });

        Assert.Equal(TimeSpan.FromSeconds(expected), await bench.LifeAsync(Hash.Name));
    }

    [Fact]
    public async Task Unchanged_IsThereAllTheTime_AndRewrittenOnceAMinute()
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);
        for (var second = 1; second <= 119; second++)
        {
            bench.Pass(1);
            Assert.NotNull(await bench.ReadAsync(Hash));
            await Bench.RunAsync(stage);
        }

        Assert.Equal(2, bench.Faults.Count("set", Hash.Name));
    }

    // A price of its own moves stop and target alike. Trap A-15: the change is relative to the last value, whatever its size.
    [Theory]
    [InlineData(1, 1.0009, false)]
    [InlineData(1, 1.0012, true)]
    [InlineData(0.0001, 1.0009, false)]
    [InlineData(0.0001, 1.0012, true)]
    public async Task Change_OfTheStop_IsPublishedAtOnce_WhenRelativelyLargeEnough(double scale, double factor, bool expected)
    {
        await using var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch, Trend));
        await Given.PutAsync(bench, Scaled(1));
        var stage = await StartAndRunAsync(bench);
        await Given.PutAsync(bench, Scaled(factor));
        await Bench.RunAsync(stage);

        Assert.Equal(expected ? 2 : 1, bench.Faults.Count("set", Hash.Name));

        PositionRecord Scaled(double by) => Given.Long(
            Bench.StartEpoch, price: (decimal)(105 * scale * by), stop: null, entry: (decimal)(100 * scale));
    }

    [Fact]
    public async Task Change_OfTheTarget_OfTheEntry_AndOfTheSide_IsPublishedAtOnce()
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);

        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch, Trend with { TrendStrength = 1 }));
        await Bench.RunAsync(stage);
        Assert.Contains("tp_extended", (await bench.ReadAsync(Hash))!.ReasonCodes, StringComparison.Ordinal);
        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch) with { EntryPrice = 100.1m });
        await Bench.RunAsync(stage);
        Assert.Equal(100.1, (await bench.ReadAsync(Hash))!.PositionEntryPrice);
        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch, stop: 112) with { EntryPrice = 100.1m, Side = PositionSide.Short });
        await Bench.RunAsync(stage);
        Assert.Equal(PositionSide.Short, (await bench.ReadAsync(Hash))!.PositionSide);

        Assert.Equal(4, bench.Faults.Count("set", Hash.Name));
    }

    // Trap A-12: after a fast fall the trailing stop lies above the price.
    [Fact]
    public async Task Stop_OnTheWrongSide_IsMadeExecutable()
    {
        await using var bench = await WithInputsAsync(Given.Long(Bench.StartEpoch, price: 100, stop: 95) with { PeakPrice = 110 });

        await StartAndRunAsync(bench);

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal(99.9, record.ProposedSl, 9);
        Assert.Contains("sl_clamped", record.ReasonCodes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set", Keys.RiskProposalPrefix + Bench.Btc, false)]
    [InlineData("set", Keys.RiskProposalPrefix + Bench.Btc, true)]
    [InlineData("append", "quantum:stream:risk.proposal", false)]
    [InlineData("acknowledge", "quantum:stream:marketstate", false)]
    public async Task Write_ThatFails_IsTriedAgain(string operation, string name, bool carriedOut)
    {
        await using var bench = new Bench();
        var stage = await Bench.StartAsync(new RiskProposalStage(bench.Context, Options));
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch, Trend));
        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch));
        bench.Faults.At(operation, name, carriedOut);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);

        Assert.Single((await bench.EntriesAsync(Keys.RiskProposals)).Distinct());
        Assert.NotNull(await bench.ReadAsync(Hash));
        Assert.All(await bench.GroupsAsync(Keys.MarketStates.Name), group => Assert.Equal(0, group.Pending));
    }

    [Fact]
    public async Task Flat_DeletesTheHash_OnceTheEngineTakesIt()
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);
        await Given.PutAsync(bench, Given.Flat(Bench.StartEpoch));
        bench.Faults.Before("delete", Hash.Name);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);
        bench.Pass(10);
        await Bench.RunAsync(stage);

        Assert.Null(await bench.ReadAsync(Hash));
        Assert.Equal(1, bench.Faults.Count("delete", Hash.Name));
    }

    // The write of a proposal is reported as lost and stands all the same; then the position is gone.
    [Fact]
    public async Task Flat_AfterALostAnswer_DeletesWhatStands()
    {
        await using var bench = new Bench();
        var stage = await StartAndRunAsync(bench);
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch, Trend));
        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch));
        bench.Faults.After("set", Hash.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));

        await Given.PutAsync(bench, Given.Flat(Bench.StartEpoch));
        await Bench.RunAsync(stage);

        Assert.Null(await bench.ReadAsync(Hash));
    }

    [Fact]
    public async Task Decision_WaitsForTheMarketStateOfTheBar_ThenGoesOn()
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);
        bench.Pass(60);
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch, price: 110));
        await Bench.RunAsync(stage);
        Assert.Equal(1, bench.Faults.Count("set", Hash.Name));

        bench.Pass(2);
        await Bench.RunAsync(stage);

        Assert.Equal((110, Bench.StartEpoch), ((await bench.ReadAsync(Hash))!.PositionCurrentPrice, (await bench.ReadAsync(Hash))!.InputsEpoch));
    }

    [Fact]
    public async Task Stream_Disabled_AndPrefixes_AreHonoured()
    {
        await using var bench = new Bench();
        await bench.SetAsync(new HashKey<MarketStateRecord>("m:" + Bench.Btc), Given.Market(Bench.StartEpoch, Trend));
        await bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(Bench.StartEpoch));

        await StartAndRunAsync(bench, new() { Symbols = Options.Symbols, MarketStatePrefix = "m:", RiskProposalPrefix = "r:", EnableStream = false });

        Assert.NotNull(await bench.ReadAsync(new HashKey<RiskProposalRecord>("r:" + Bench.Btc)));
        Assert.Empty(await bench.EntriesAsync(Keys.RiskProposals));
    }

    [Fact]
    public async Task Problem_OfOneSymbol_LeavesTheOthersAlone()
    {
        await using var bench = await WithInputsAsync();
        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch, symbol: Bench.Eth));

        var stage = await StartAndRunAsync(bench, new() { Symbols = SymbolList.Of(Bench.Eth, Bench.Btc) });

        Assert.NotNull(await bench.ReadAsync(Hash));
        Assert.Equal(["ETHUSDT: market_state_missing: quantum:marketstate:ETHUSDT: no such key"], stage.LastCycle.Failures);
        Assert.Null(await bench.ReadAsync(new HashKey<RiskProposalRecord>(Keys.RiskProposalPrefix + Bench.Eth)));
    }

    private static async Task<Bench> WithInputsAsync(PositionRecord? position = null)
    {
        var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch, Trend));
        await Given.PutAsync(bench, position ?? Given.Long(Bench.StartEpoch));
        return bench;
    }

    private static async Task<RiskProposalStage> StartAndRunAsync(Bench bench, RiskProposalOptions? options = null)
    {
        var stage = await Bench.StartAsync(new RiskProposalStage(bench.Context, options ?? Options));
        await Bench.RunAsync(stage);
        return stage;
    }
}
