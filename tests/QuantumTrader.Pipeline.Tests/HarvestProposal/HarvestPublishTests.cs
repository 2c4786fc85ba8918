using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Tests.Hosting;
using QuantumTrader.Pipeline.Tests.Inputs;
using static QuantumTrader.Pipeline.Tests.HarvestProposal.HarvestStages;

namespace QuantumTrader.Pipeline.Tests.HarvestProposal;

/// <summary>When a proposal is written, written again, and withdrawn.</summary>
public sealed class HarvestPublishTests
{
    private const long Opened = Bench.StartEpoch - 3600;
    private static readonly HashKey<HarvestProposalRecord> Hash = new(Keys.HarvestProposalPrefix + Bench.Btc);
    private static readonly StreamKey<HarvestProposalRecord> Stream = new(Keys.HarvestProposalStream);
    private static readonly string PartialPlan = PlanIdentity.OfPartial(Bench.Btc, PositionSide.Long, Opened, HarvestAction.Partial75);
    private static readonly string StopPlan = PlanIdentity.OfStopUpdate(Bench.Btc, PositionSide.Long, Opened, "100.2");

    [Fact]
    public async Task Unchanged_IsNotRewrittenWithinTheAge_AndIsOnceItIsOver()
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);
        for (var cycle = 0; cycle < 5; cycle++)
        {
            bench.Pass(10);
            await Given.PutAsync(bench, Given.Long(Bench.StartEpoch));
            await Bench.RunAsync(stage);
        }

        Assert.Equal(1, bench.Faults.Count("set", Hash.Name));
        Assert.Equal(Bench.StartEpoch, (await bench.ReadAsync(Hash))!.ComputedEpoch);
        bench.Pass(10);
        await Bench.RunAsync(stage);

        Assert.Equal(2, bench.Faults.Count("set", Hash.Name));
        Assert.Equal([PartialPlan, StopPlan, PartialPlan, StopPlan], (await bench.EntriesAsync(Stream)).Select(entry => entry.PlanId));
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    public async Task Unchanged_IsRewritten_WhenTheInputsAreThatMuchNewer(long seconds, int writes)
    {
        await using var bench = await WithInputsAsync(source: Provenance.Replay);
        var stage = await StartAndRunAsync(bench);

        await PutInputsAsync(bench, Bench.StartEpoch + seconds, Given.Calm, Given.Long(Bench.StartEpoch + seconds, source: Provenance.Replay), Provenance.Replay);
        await Bench.RunAsync(stage);

        Assert.Equal(writes, bench.Faults.Count("set", Hash.Name));
    }

    // What differs from the first proposal: price, stop, sigma -> whether it is published at once.
    [Theory]
    [InlineData(105.0, 98.0, 0.0113984, false)]
    [InlineData(105.3, 99.0, 0.0113984, false)]
    [InlineData(104.0, 98.0, 0.0113984, true)]
    [InlineData(105.0, 100.2, 0.0113984, true)]
    [InlineData(105.0, 98.0, 0.0114700, false)]
    [InlineData(105.0, 98.0, 0.0115000, true)]
    public async Task Changed_Action_Stop_OrKillScore_IsPublishedAtOnce(double price, double stop, double sigma, bool expected)
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);

        bench.Pass(1);
        await PutInputsAsync(bench, Bench.StartEpoch, Given.Calm with { Sigma = sigma }, Given.Long(Bench.StartEpoch, (decimal)price, (decimal)stop));
        await Bench.RunAsync(stage);

        Assert.Equal(expected ? 2 : 1, bench.Faults.Count("set", Hash.Name));
    }

    [Fact]
    public async Task AnotherPosition_IsPublishedAtOnce_WithPlansOfItsOwn()
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);

        await Given.PutAsync(bench, Given.Long(Bench.StartEpoch) with { OpenedEpoch = Opened + 60 });
        await Bench.RunAsync(stage);

        var plans = (await bench.EntriesAsync(Stream)).Select(entry => entry.PlanId).ToList();
        Assert.Equal(4, plans.Distinct().Count());
    }

    // Trap A-16: a change whose write failed was counted as published.
    [Theory]
    [InlineData("set", Keys.HarvestProposalPrefix + Bench.Btc, false)]
    [InlineData("set", Keys.HarvestProposalPrefix + Bench.Btc, true)]
    [InlineData("append", Keys.HarvestProposalStream, false)]
    [InlineData("append", Keys.HarvestProposalStream, true)]
    [InlineData("acknowledge", "quantum:stream:marketstate", false)]
    public async Task Write_ThatFails_IsTriedAgain_AndNoActIsLost(string operation, string name, bool carriedOut)
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAsync(bench, Options);
        await Given.PutAsync(bench, Given.Market(Bench.StartEpoch));
        bench.Faults.At(operation, name, carriedOut);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);

        Assert.NotNull(await bench.ReadAsync(Hash));
        Assert.Equal([PartialPlan, StopPlan], (await bench.EntriesAsync(Stream)).Select(entry => entry.PlanId).Distinct());
        Assert.All(await bench.GroupsAsync(Keys.MarketStates.Name), group => Assert.Equal((0, 0), (group.Pending, group.Lag)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Flat_DeletesTheHash_AlsoThatOfAnEarlierProcess(bool restarted)
    {
        await using var bench = await WithInputsAsync();
        var stage = await StartAndRunAsync(bench);
        if (restarted)
            stage = await StartAsync(bench, Options);

        await Given.PutAsync(bench, Given.Flat(Bench.StartEpoch));
        bench.Faults.Before("delete", Hash.Name);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => Bench.RunAsync(stage));
        await Bench.RunAsync(stage);
        bench.Pass(10);
        await Bench.RunAsync(stage);

        Assert.Null(await bench.ReadAsync(Hash));
        Assert.Equal(1, bench.Faults.Count("delete", Hash.Name));
        Assert.Equal(2, (await bench.EntriesAsync(Stream)).Count);
    }
}
