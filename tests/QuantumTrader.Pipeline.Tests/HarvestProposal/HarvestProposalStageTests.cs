using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;
using static QuantumTrader.Pipeline.Tests.HarvestProposal.HarvestStages;

namespace QuantumTrader.Pipeline.Tests.HarvestProposal;

public sealed class HarvestProposalStageTests
{
    private const long Opened = Bench.StartEpoch - 3600;
    private static readonly HashKey<HarvestProposalRecord> Hash = new(Keys.HarvestProposalPrefix + Bench.Btc);
    private static readonly StreamKey<HarvestProposalRecord> Stream = new(Keys.HarvestProposalStream);
    private static readonly string PartialPlan = PlanIdentity.OfPartial(Bench.Btc, PositionSide.Long, Opened, HarvestAction.Partial75);
    private static readonly string StopPlan = PlanIdentity.OfStopUpdate(Bench.Btc, PositionSide.Long, Opened, "100.2");

    [Fact]
    public async Task FirstProposal_IsTheKnownOne_InTheHashAndOneEntryAnAct()
    {
        await using var bench = await WithInputsAsync();

        await StartAndRunAsync(bench);

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal((HarvestAction.Partial75, 100.2, "harvest_partial_75,profit_lock"), (record.Action, record.NewSlProposed, record.ReasonCodes));
        Assert.Equal(7.013614233516237, record.RNet, 12);
        Assert.Equal(0.5273976547718264, record.KillScore.Value, 15);
        Assert.Equal((PartialPlan, bench.NowEpoch, bench.NowEpoch, Provenance.Paper), (record.PlanId, record.ComputedEpoch, record.InputsEpoch, record.Source));
        Assert.Equal(TimeSpan.FromSeconds(360), await bench.LifeAsync(Hash.Name));
        Assert.Equal(
            [record, record with { Action = HarvestAction.UpdateSl, PlanId = StopPlan }], await bench.EntriesAsync(Stream));
    }

    // Price, stop in force -> action, entries. Without a risk proposal one R is 2 % of 100.
    [Theory]
    [InlineData(101.0, 98.0, HarvestAction.None, "")]
    [InlineData(103.2, 98.0, HarvestAction.None, "UPDATE_SL")]
    [InlineData(103.2, null, HarvestAction.None, "UPDATE_SL")]
    [InlineData(103.2, 100.2, HarvestAction.None, "")]
    [InlineData(104.2, 100.2, HarvestAction.Partial25, "PARTIAL_25")]
    [InlineData(108.2, 98.0, HarvestAction.Partial50, "PARTIAL_50,UPDATE_SL")]
    public async Task Acts_AreWhatIsProposed_AndNothingGoesToTheHashOnly(double price, double? stop, HarvestAction action, string entries)
    {
        await using var bench = await WithInputsAsync(position: Given.Long(Bench.StartEpoch, (decimal)price, (decimal?)stop), withRisk: false);

        await StartAndRunAsync(bench, new HarvestProposalOptions { Symbols = Options.Symbols, InputWaitSeconds = 0 });

        Assert.Equal(action, (await bench.ReadAsync(Hash))!.Action);
        Assert.Equal(entries, string.Join(',', (await bench.EntriesAsync(Stream)).Select(entry => entry.Action.ToWire())));
    }

    [Fact]
    public async Task Proposal_OfNothing_HasNoPlan()
    {
        await using var bench = await WithInputsAsync(position: Given.Long(Bench.StartEpoch, price: 100.5m));
        await StartAndRunAsync(bench);

        Assert.Null((await bench.ReadAsync(Hash))!.PlanId);
    }

    [Fact]
    public async Task Stream_Disabled_WritesTheHashOnly_AndPrefixesAndNameAreUsed()
    {
        await using var bench = new Bench();
        await bench.SetAsync(new HashKey<MarketStateRecord>("m:" + Bench.Btc), Given.Market(Bench.StartEpoch));
        await bench.SetAsync(new HashKey<RiskProposalRecord>("r:" + Bench.Btc), Given.Risk(Bench.StartEpoch));
        await bench.SetAsync(Keys.Position(Bench.Btc), Given.Long(Bench.StartEpoch));
        HarvestProposalOptions Named(bool stream) => new()
        {
            Symbols = Options.Symbols, MarketStatePrefix = "m:", RiskProposalPrefix = "r:", HarvestPrefix = "h:", StreamName = "acts", EnableStream = stream,
        };

        await StartAndRunAsync(bench, Named(stream: false));
        Assert.Equal(7.013614233516237, (await bench.ReadAsync(new HashKey<HarvestProposalRecord>("h:" + Bench.Btc)))!.RNet, 12);
        Assert.Empty(await bench.EntriesAsync(new StreamKey<HarvestProposalRecord>("acts")));
        await StartAndRunAsync(bench, Named(stream: true));

        Assert.Equal(2, (await bench.EntriesAsync(new StreamKey<HarvestProposalRecord>("acts"))).Count);
        Assert.Empty(await bench.EntriesAsync(Stream));
    }

    [Fact]
    public async Task Problem_PublishesNothing_SaysSoOnce_AndIsOverWhenTheInputIsBack()
    {
        await using var bench = await WithInputsAsync();
        bench.Pass(200);
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        var stage = await StartAndRunAsync(bench);
        bench.Pass(10);
        await Given.PutAsync(bench, Given.Long(bench.NowEpoch));
        await Bench.RunAsync(stage);

        Assert.Null(await bench.ReadAsync(Hash));
        Assert.Equal(["BTCUSDT: market_state_stale: quantum:marketstate:BTCUSDT: 210 s old"], stage.LastCycle.Failures);
        Assert.Equal(1, bench.Log.Count("market_state_stale"));
        await PutInputsAsync(bench, bench.NowEpoch, Given.Calm, Given.Long(bench.NowEpoch));
        await Bench.RunAsync(stage);

        Assert.NotNull(await bench.ReadAsync(Hash));
        Assert.Empty(stage.LastCycle.Failures);
    }

    [Fact]
    public async Task KernelRefusal_IsAProblemOfThatSymbolOnly()
    {
        await using var bench = await WithInputsAsync();
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch, Given.Calm with { Sigma = -1 }), Bench.Eth);
        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch, symbol: Bench.Eth));

        var stage = await StartAndRunAsync(bench, new HarvestProposalOptions { Symbols = SymbolList.Of(Bench.Eth, Bench.Btc), InputWaitSeconds = 0 });

        Assert.NotNull(await bench.ReadAsync(Hash));
        Assert.Equal(["ETHUSDT: invalid_input: sigma = -1: must be a finite number, 0 or more"], stage.LastCycle.Failures);
        Assert.Equal((1, 0), (stage.LastCycle.Published, stage.LastCycle.Idle));
    }

    [Theory]
    [InlineData(Provenance.Paper, Provenance.Paper, Provenance.Paper)]
    [InlineData(Provenance.Replay, Provenance.Paper, Provenance.Replay)]
    [InlineData(Provenance.Paper, Provenance.Synthetic, Provenance.Synthetic)]
    public async Task Provenance_OfTheWeakestInputTravels(Provenance market, Provenance risk, Provenance expected)
    {
        await using var bench = await WithInputsAsync(source: market, risk: Given.Risk(Bench.StartEpoch, source: risk));
        await StartAndRunAsync(bench);

        Assert.All(await bench.EntriesAsync(Stream), entry => Assert.Equal(expected, entry.Source));
        Assert.Equal(expected, (await bench.ReadAsync(Hash))!.Source);
    }

    [Fact]
    public async Task Synthetic_NeedsNoOtherStage_AndSaysSo()
    {
        await using var bench = new Bench();
        var options = new HarvestProposalOptions { PositionSource = PositionSource.Synthetic, InputWaitSeconds = 0 };

        var stage = await StartAndRunAsync(bench, options);

        Assert.Equal((3, 0, 0), (stage.LastCycle.Published, stage.LastCycle.Idle, stage.LastCycle.Failures.Count));
        Assert.Equal(Provenance.Synthetic, (await bench.ReadAsync(Hash))!.Source);
    }
}
