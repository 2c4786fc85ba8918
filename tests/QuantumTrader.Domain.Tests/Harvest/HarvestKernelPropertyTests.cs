using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Harvest;

public sealed class HarvestKernelPropertyTests
{
    private static readonly HarvestTheta Theta = HarvestTheta.Default;

    // What a position and its market can be together with a stop distance.
    private static readonly Arbitrary<(PositionSnapshot Position, MarketConditions Market, double StopDistPct)> Inputs = (
        from position in KernelInputs.Positions
        from market in KernelInputs.Markets
        from stop in KernelInputs.Uniform(0.002, 0.05)
        select (position, market, stop)).ToArbitrary();

    [Fact]
    public void A_new_stop_only_tightens() => Prop.ForAll(Inputs, input =>
    {
        var proposal = HarvestKernel.Propose(input.Position, input.Market, input.StopDistPct, Theta);
        Assert.Equal(proposal.NewSlProposed is not null, proposal.Reasons.Contains(HarvestReason.ProfitLock));
        if (proposal.NewSlProposed is not { } stop)
            return;
        Assert.True(proposal.RNet >= Theta.LockR);
        Assert.True(KernelInputs.IsTighter(input.Position.Side, stop, input.Position.EntryPrice), "a locked stop has to lie in profit");
        Assert.True(input.Position.CurrentSl is not { } inForce || KernelInputs.IsTighter(input.Position.Side, stop, inForce));
    }).Check(KernelInputs.Thousand);

    [Fact]
    public void R_does_not_depend_on_the_quantity() => Prop.ForAll(Inputs, KernelInputs.Power(-4, 4).ToArbitrary(), (input, times) =>
    {
        var position = input.Position;
        var one = HarvestKernel.Propose(position, input.Market, input.StopDistPct, Theta);
        var scaled = position with { Quantity = position.Quantity * times, UnrealizedPnl = position.UnrealizedPnl * times };
        var other = HarvestKernel.Propose(scaled, input.Market, input.StopDistPct, Theta);
        Assert.Equal(one.RNet, other.RNet, 1e-10);
        Assert.Equal((one.RiskUnit, one.CostEst, one.KillScore), (other.RiskUnit, other.CostEst, other.KillScore));
    }).Check(KernelInputs.Thousand);

    [Fact]
    public void Long_and_short_mirror_each_other_around_the_entry() => Prop.ForAll(Inputs, input =>
    {
        var position = input.Position;
        var one = HarvestKernel.Propose(position, input.Market, input.StopDistPct, Theta);
        var other = HarvestKernel.Propose(Mirror(position), input.Market, input.StopDistPct, Theta);
        Assert.Equal((one.Action, one.RNet, one.KillScore), (other.Action, other.RNet, other.KillScore));
        Assert.Equal((one.RiskUnit, one.CostEst), (other.RiskUnit, other.CostEst));
        Assert.Equal(one.Reasons, other.Reasons);
        if (one.NewSlProposed is { } stop)
            KernelInputs.Near((2 * position.EntryPrice) - stop, other.NewSlProposed!.Value);
    }).Check(KernelInputs.Thousand);

    [Fact]
    public void More_profit_never_harvests_less() => Prop.ForAll(Inputs, KernelInputs.Power(-3, 1).ToArbitrary(), (input, more) =>
    {
        var position = input.Position;
        var richer = position with { UnrealizedPnl = position.UnrealizedPnl + (position.Quantity * position.EntryPrice * more) };
        var one = HarvestKernel.Propose(position, input.Market, input.StopDistPct, Theta);
        var other = HarvestKernel.Propose(richer, input.Market, input.StopDistPct, Theta);
        Assert.True(other.RNet > one.RNet);
        Assert.True(other.Action >= one.Action, $"{one.Action} became {other.Action}");
    }).Check(KernelInputs.Thousand);

    private static PositionSnapshot Mirror(PositionSnapshot position)
    {
        var twice = 2 * position.EntryPrice;
        return position with
        {
            Side = position.Side == PositionSide.Long ? PositionSide.Short : PositionSide.Long,
            CurrentPrice = twice - position.CurrentPrice,
            PeakPrice = twice - position.TroughPrice,
            TroughPrice = twice - position.PeakPrice,
            CurrentSl = twice - position.CurrentSl,
        };
    }
}
