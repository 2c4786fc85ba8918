using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.HarvestProposal;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;

namespace QuantumTrader.Pipeline.Tests.HarvestProposal;

/// <summary>Which risk proposal measures R, and how long a decision waits for it.</summary>
public sealed class RiskInputTests
{
    private const double MeasuredR = 7.013614233516237;

    // One R is 2 % of the entry: (5 - 0.1) / 2.
    private const double FallbackR = 2.45;

    private static readonly HashKey<HarvestProposalRecord> Hash = new(Keys.HarvestProposalPrefix + Bench.Btc);
    private static readonly HarvestProposalOptions Options = new() { Symbols = SymbolList.Of(Bench.Btc) };
    private static readonly HarvestProposalOptions Impatient = new() { Symbols = Options.Symbols, InputWaitSeconds = 0 };

    public static TheoryData<string, RiskProposalRecord?, double> Proposals => new()
    {
        { "of this position", Risk(), MeasuredR },
        { "of an earlier bar, not too old", Risk() with { InputsEpoch = Bench.StartEpoch - 180 }, MeasuredR },
        { "too old", Risk() with { InputsEpoch = Bench.StartEpoch - 181 }, FallbackR },
        { "of another side", Risk() with { PositionSide = PositionSide.Short }, FallbackR },
        { "of another entry", Risk() with { PositionEntryPrice = 100.01 }, FallbackR },
        { "none", null, FallbackR },
    };

    [Theory]
    [MemberData(nameof(Proposals))]
    public async Task Proposal_MeasuresR_OnlyWhenItIsOfThisPositionAndFresh(string which, RiskProposalRecord? risk, double expected)
    {
        await using var bench = await WithPositionAsync();
        if (risk is not null)
            await Given.PutAsync(bench, risk);

        await Bench.RunAsync(await Bench.StartAsync(new HarvestProposalStage(bench.Context, Impatient)));

        Assert.True(Math.Abs(expected - (await bench.ReadAsync(Hash))!.RNet) < 1e-12, which);
    }

    [Fact]
    public async Task Proposal_ThatIsUnreadable_IsReported_AndTheFallbackIsUsed()
    {
        await using var bench = await WithPositionAsync();
        await bench.SetAsync(
            new HashKey<RawFields>(Keys.RiskProposalPrefix + Bench.Btc), RawFields.Of(Risk(), "stop_dist_pct", "None"));

        await Bench.RunAsync(await Bench.StartAsync(new HarvestProposalStage(bench.Context, Impatient)));

        Assert.Equal(FallbackR, (await bench.ReadAsync(Hash))!.RNet, 12);
        Assert.Equal(1, bench.Log.Count("quantum:risk:proposal:BTCUSDT: field 'stop_dist_pct' = 'None'"));
    }

    [Fact]
    public async Task Decision_WaitsForTheProposalOfTheBar()
    {
        await using var bench = await WithPositionAsync();
        var stage = await Bench.StartAsync(new HarvestProposalStage(bench.Context, Options));
        await Bench.RunAsync(stage);
        Assert.Null(await bench.ReadAsync(Hash));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(2), stage.NextDue);

        bench.Pass(1);
        await Given.PutAsync(bench, Risk());
        await Bench.RunAsync(stage);

        Assert.Equal(MeasuredR, (await bench.ReadAsync(Hash))!.RNet, 12);
    }

    [Fact]
    public async Task Decision_GoesOnWithoutTheProposal_WhenItDoesNotCome()
    {
        await using var bench = await WithPositionAsync();
        var stage = await Bench.StartAsync(new HarvestProposalStage(bench.Context, Options));
        await Bench.RunAsync(stage);
        bench.Pass(1.9);
        await Bench.RunAsync(stage);
        Assert.Null(await bench.ReadAsync(Hash));

        bench.Pass(0.1);
        await Bench.RunAsync(stage);

        Assert.Equal(FallbackR, (await bench.ReadAsync(Hash))!.RNet, 12);
    }

    // The position stands at the new bar; the market state and the risk proposal of that bar come one after the other.
    [Fact]
    public async Task Decision_IsMadeOnce_WithAllInputsOfTheNewBar()
    {
        await using var bench = await WithPositionAsync();
        await Given.PutAsync(bench, Risk());
        var stage = await Bench.StartAsync(new HarvestProposalStage(bench.Context, Options));
        await Bench.RunAsync(stage);
        bench.Pass(60);

        await Given.PutAsync(bench, Given.Long(bench.NowEpoch, price: 101));
        await Bench.RunAsync(stage);
        await Given.PutAsync(bench, Given.Market(bench.NowEpoch, Given.Flipped));
        await Bench.RunAsync(stage);
        Assert.Equal(1, bench.Faults.Count("set", Hash.Name));
        await Given.PutAsync(bench, Given.Risk(bench.NowEpoch, stopDistPct: 0.01));
        await Bench.RunAsync(stage);

        var record = (await bench.ReadAsync(Hash))!;
        Assert.Equal(2, bench.Faults.Count("set", Hash.Name));
        Assert.Equal(0.9, record.RNet, 12);
        Assert.Equal((Given.Flipped, bench.NowEpoch, 101), (record.Market, record.InputsEpoch, record.PositionCurrentPrice));
    }

    private static RiskProposalRecord Risk() => Given.Risk(Bench.StartEpoch);

    private static async Task<Bench> WithPositionAsync()
    {
        var bench = new Bench();
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch));
        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch));
        return bench;
    }
}
