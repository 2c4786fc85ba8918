using QuantumTrader.Cli.Proof;
using QuantumTrader.Cli.Proof.Proofs;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Tests.Support.Chains;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>What is made of market states, risk and harvest proposals.</summary>
public sealed class ProposalJudgingTests
{
    private static readonly HarvestProposalRecord s_fallback = Chain.Proposal();

    // A row: age, limit, whether it is of a recording; three bars of a minute are the least that a limit can be.
    [Theory]
    [InlineData(0, 180, false, true)]
    [InlineData(180, 180, false, true)]
    [InlineData(181, 180, false, false)]
    [InlineData(-181, 180, false, false)]
    [InlineData(180, 60, false, true)]
    [InlineData(5000, 180, true, true)]
    public void MarketState_IsFreshUpToItsLimit(int age, double limit, bool replayed, bool passes)
    {
        var state = Stored<MarketStateRecord>.Of(Seen.Market(age, replayed ? Provenance.Replay : Provenance.Paper));

        Assert.Equal(passes ? ProofVerdict.Pass : ProofVerdict.Fail, MarketStateProof.Judge([(Chain.Symbol, state)], Chain.StartEpoch, limit).Verdict);
    }

    [Fact]
    public void MarketState_ThatIsMissingOrUnreadable_IsNamed()
    {
        Seen.Assert(ProofVerdict.Fail, MarketStateProof.Judge([("ETHUSDT", default)], Chain.StartEpoch, 180), "ETHUSDT: there is none");
        Seen.Assert(ProofVerdict.Fail, MarketStateProof.Judge([("ETHUSDT", Stored<MarketStateRecord>.Unreadable(Seen.Unreadable))], Chain.StartEpoch, 180), "quantum:key: field 'field' = 'much'");
        Seen.Assert(ProofVerdict.Pass, MarketStateProof.Judge([("ETHUSDT", Stored<MarketStateRecord>.Of(Seen.Market(41)))], Chain.StartEpoch, 180), "1 of 1 symbols, oldest 41 s");
    }

    [Fact]
    public void HarvestProposal_OfThePosition_Passes_AndNoneIsAskedForWhereThereIsNoPosition()
    {
        Seen.Assert(ProofVerdict.Pass, Harvest(Seen.Position, Chain.Proposal(), now: 60), "1 of 1 positions, oldest 60 s");
        Seen.Assert(ProofVerdict.Skipped, Harvest(Seen.Flat, null), "no open position");
        Seen.Assert(ProofVerdict.Skipped, Harvest(null, null), "no open position");
    }

    [Fact]
    public void HarvestProposal_ThatDoesNotFit_IsNamed()
    {
        Seen.Assert(ProofVerdict.Fail, Harvest(Seen.Position, null), "BTCUSDT: there is a position, and no proposal");
        Seen.Assert(ProofVerdict.Fail, Harvest(Seen.Flat, Chain.Proposal()), "BTCUSDT: a proposal stands, and there is no position");
        Seen.Assert(ProofVerdict.Fail, Harvest(Seen.Position with { Side = PositionSide.Short }, Chain.Proposal()), "of another position");
        Seen.Assert(ProofVerdict.Fail, Harvest(Seen.Position with { OpenedEpoch = Chain.OpenedEpoch + 1 }, Chain.Proposal()), "of another position");
        Seen.Assert(ProofVerdict.Fail, Harvest(Seen.Position, Chain.Proposal(), now: 83), "computed 83 s ago, more than 82 s");
        Seen.Assert(ProofVerdict.Fail, Harvest(Seen.Position, Chain.Proposal() with { InputsEpoch = Chain.StartEpoch - 181 }), "its inputs are 181 s old");
        Seen.Assert(ProofVerdict.Fail, HarvestProposalProof.Judge(
            [new HarvestCase(Chain.Symbol, Stored<PositionRecord>.Of(Seen.Position), Stored<HarvestProposalRecord>.Unreadable(Seen.Unreadable), 180)], Chain.StartEpoch, 82), "'much'");
    }

    [Fact]
    public void RiskProposal_IsItsOwn_OrTheFallbackStandsInForIt()
    {
        Seen.Assert(ProofVerdict.Pass, Risk(Seen.Risk, null), "1 by their own proposal, 0 by the fallback");
        Seen.Assert(ProofVerdict.Pass, Risk(null, s_fallback), "0 by their own proposal, 1 by the fallback");
        Seen.Assert(ProofVerdict.Pass, Risk(Seen.Risk with { InputsEpoch = Chain.StartEpoch - 181 }, s_fallback), "1 by the fallback");
        Seen.Assert(ProofVerdict.Pass, Risk(Seen.Risk with { PositionEntryPrice = 99 }, s_fallback), "1 by the fallback");
        Seen.Assert(ProofVerdict.Skipped, Risk(null, null, Seen.Flat), "no open position");
    }

    [Fact]
    public void RiskProposal_WithoutEither_IsNamed()
    {
        Seen.Assert(ProofVerdict.Fail, Risk(null, null), "BTCUSDT: no risk proposal, and the harvest proposal is not measured with the fallback");
        Seen.Assert(ProofVerdict.Fail, Risk(null, s_fallback with { RiskUnit = 1 }), "no risk proposal");
        Seen.Assert(ProofVerdict.Fail, Risk(Seen.Risk with { PositionSide = PositionSide.Short }, null), "of another position");
        Seen.Assert(ProofVerdict.Fail, Risk(Seen.Risk with { InputsEpoch = Chain.StartEpoch - 181 }, null), "181 s old, more than 180 s");
    }

    [Fact]
    public void Cycle_AgreesWithinWhatIsNotPublished()
    {
        var stop = Chain.Proposal() with { NewSlProposed = 100.2 };

        Assert.Equal(ProofVerdict.Pass, Cycle(Chain.Proposal(), Chain.Proposal() with { KillScore = Chain.Kill with { Value = Chain.Kill.Value + 0.0009 } }).Verdict);
        Assert.Equal(ProofVerdict.Pass, Cycle(stop, stop with { NewSlProposed = 100.25 }).Verdict);
        Seen.Assert(ProofVerdict.Fail, Cycle(stop, stop with { NewSlProposed = 100.5 }), "stop 100.5 computed, 100.2 published");
        Seen.Assert(ProofVerdict.Fail, Cycle(stop, Chain.Proposal()), "100.2 published");
        Seen.Assert(ProofVerdict.Fail, Cycle(Chain.Proposal(), Chain.Proposal() with { KillScore = Chain.Kill with { Value = 0.9 } }), "kill score 0.9 computed");
        Seen.Assert(ProofVerdict.Fail, Cycle(Chain.Proposal(), Chain.Proposal(HarvestAction.Partial25)), "PARTIAL_25 computed, PARTIAL_75 published");
        Seen.Assert(ProofVerdict.Fail, Cycle(null, Chain.Proposal()), "nothing is published");
        Seen.Assert(ProofVerdict.Fail, Cycle(Chain.Proposal(), null), "the cycle proposed nothing");
        Seen.Assert(ProofVerdict.Fail, SingleCycleProof.Judge([], ["BTCUSDT: position_stale"], 0.001), "position_stale");
        Assert.Equal(ProofVerdict.Skipped, SingleCycleProof.Judge([], [], 0.001).Verdict);
    }

    private static Finding Cycle(HarvestProposalRecord? published, HarvestProposalRecord? computed) =>
        SingleCycleProof.Judge([new CycleCase(Chain.Symbol, published, computed)], [], 0.001);

    private static Finding Harvest(PositionRecord? position, HarvestProposalRecord? proposal, int now = 0) => HarvestProposalProof.Judge(
        [new HarvestCase(Chain.Symbol, new(position, null), new(proposal, null), 180)], Chain.StartEpoch + now, 82);

    private static Finding Risk(RiskProposalRecord? risk, HarvestProposalRecord? harvest, PositionRecord? position = null) => RiskProposalProof.Judge(
        [new RiskCase(Chain.Symbol, new(position ?? Seen.Position, null), new(risk, null), harvest, 180)], Chain.StartEpoch, 0.02);
}
