using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Risk;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Risk;

public sealed class RiskKernelPropertyTests
{
    private static readonly RiskTheta Theta = RiskTheta.Default;

    [Fact]
    public void A_stop_is_never_looser_than_the_one_in_force() =>
        Prop.ForAll(KernelInputs.Markets.ToArbitrary(), KernelInputs.Positions.ToArbitrary(), (market, position) =>
        {
            var proposal = RiskKernel.Propose(market, position, Theta);
            if (position.CurrentSl is not { } inForce)
                return;

            var isKept = IsTighterThanFormulas(inForce, proposal, position.Side);
            Assert.Equal(isKept, proposal.Reasons.Contains(RiskReason.SlTightenedMonotonic));

            // Two stops that differ by eps or less count as one.
            var tolerated = isKept ? 0 : Theta.Eps + (inForce * 1e-12);
            Assert.False(KernelInputs.IsTighter(position.Side, inForce, proposal.ProposedSl + Signed(position.Side, tolerated)));
        }).Check(KernelInputs.Thousand);

    [Fact]
    public void Distances_keep_their_least_size_and_levels_their_side() =>
        Prop.ForAll(KernelInputs.Markets.ToArbitrary(), KernelInputs.Positions.ToArbitrary(), (market, position) =>
        {
            var proposal = RiskKernel.Propose(market, position, Theta);
            Assert.True(Math.Min(proposal.StopDistPct, proposal.TrailGapPct) >= Theta.SlMinPct);
            Assert.True(proposal.TpDistPct >= Theta.TpMinPct);
            Assert.InRange(proposal.TpExtensionFactor, 1, 1 + Theta.TpExtendMax);
            Assert.True(KernelInputs.IsTighter(position.Side, position.CurrentPrice, proposal.RawSl));
            Assert.True(KernelInputs.IsTighter(position.Side, proposal.ProposedTp, position.CurrentPrice));
            Assert.False(KernelInputs.IsTighter(position.Side, proposal.RawSl, proposal.ProposedSl + Signed(position.Side, Theta.Eps)));
            Assert.Single(proposal.Reasons, reason => reason is RiskReason.RegimeTrend or RiskReason.RegimeMr or RiskReason.RegimeChop);
        }).Check(KernelInputs.Thousand);

    /// <summary>Levels are fractions of the price, so the two sides mirror each other around the price and not around the entry.</summary>
    [Fact]
    public void Long_and_short_mirror_each_other_around_the_price() =>
        Prop.ForAll(KernelInputs.Markets.ToArbitrary(), KernelInputs.Positions.ToArbitrary(), (market, drawn) =>
        {
            var position = drawn with { Side = PositionSide.Long };
            var proposal = RiskKernel.Propose(market, position, Theta);
            var mirrored = RiskKernel.Propose(market, Mirror(position, proposal.TrailGapPct), Theta);

            var twice = 2 * position.CurrentPrice;
            KernelInputs.Near(twice - proposal.RawSl, mirrored.RawSl);
            KernelInputs.Near(twice - proposal.ProposedSl, mirrored.ProposedSl);
            Assert.Equal(twice - proposal.ProposedTp, mirrored.ProposedTp, twice * 1e-12);
            Assert.Equal(
                (proposal.StopDistPct, proposal.TrailGapPct, proposal.TpDistPct),
                (mirrored.StopDistPct, mirrored.TrailGapPct, mirrored.TpDistPct));
            Assert.Equal(proposal.Reasons, mirrored.Reasons);
        }).Check(KernelInputs.Thousand);

    [Fact]
    public void The_size_of_a_position_and_its_entry_do_not_count() =>
        Prop.ForAll(KernelInputs.Markets.ToArbitrary(), KernelInputs.Positions.ToArbitrary(), (market, position) =>
        {
            var proposal = RiskKernel.Propose(market, position, Theta);
            var other = RiskKernel.Propose(market, position with { Quantity = 7, UnrealizedPnl = -3, EntryPrice = 5, AgeSec = 1 }, Theta);
            Assert.Equal(proposal with { Reasons = other.Reasons }, other);
            Assert.Equal(proposal.Reasons, other.Reasons);
        }).Check(KernelInputs.Thousand);

    // The trough from which a short trails as far above the price as the long trails below it from its peak.
    private static PositionSnapshot Mirror(PositionSnapshot position, double trailGap)
    {
        var twice = 2 * position.CurrentPrice;
        return position with
        {
            Side = PositionSide.Short,
            TroughPrice = (twice - (position.PeakPrice * (1 - trailGap))) / (1 + trailGap),
            CurrentSl = twice - position.CurrentSl,
        };
    }

    private static bool IsTighterThanFormulas(double inForce, RiskProposal proposal, PositionSide side)
    {
        var alone = side == PositionSide.Long ? Math.Max(proposal.RawSl, proposal.TrailSl) : Math.Min(proposal.RawSl, proposal.TrailSl);
        return KernelInputs.IsTighter(side, inForce, alone + Signed(side, Theta.Eps));
    }

    private static double Signed(PositionSide side, double distance) => side == PositionSide.Long ? distance : -distance;
}
