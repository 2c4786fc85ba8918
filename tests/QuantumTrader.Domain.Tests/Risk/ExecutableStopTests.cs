using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Domain.Risk;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Risk;

public sealed class ExecutableStopTests
{
    private const double MinDistance = 0.001;

    private static readonly Arbitrary<double> Levels = KernelInputs.Uniform(0.7, 1.3).ToArbitrary();
    private static readonly Arbitrary<double> MinDistances = KernelInputs.Uniform(0.0001, 0.05).ToArbitrary();

    private static readonly Arbitrary<PositionSnapshot> Protected =
        KernelInputs.Positions.Where(position => position.CurrentSl is not null).ToArbitrary();

    // Price 100, so the nearest stops are 99.9 and 100.1. A current stop of 0: none.
    [Theory]
    [InlineData(PositionSide.Long, 99, 102, 0, 99, "")]
    [InlineData(PositionSide.Long, 99.9, 102, 0, 99.9, "")]
    [InlineData(PositionSide.Long, 99.95, 102, 0, 99.9, "sl_clamped")]
    [InlineData(PositionSide.Long, 103, 102, 0, 99.9, "sl_clamped")]
    [InlineData(PositionSide.Long, 103, 102, 98, 99.9, "sl_clamped")]
    [InlineData(PositionSide.Long, 103, 102, 99.95, 99.95, "sl_clamped")]
    [InlineData(PositionSide.Long, 103, 102, 101, 101, "sl_clamped")]
    [InlineData(PositionSide.Long, 101, 102, 101, 101, "")]
    [InlineData(PositionSide.Long, 98, 101, 0, 98, "tp_inside_sl")]
    [InlineData(PositionSide.Long, 103, 100.05, 0, 99.9, "sl_clamped,tp_inside_sl")]
    [InlineData(PositionSide.Long, 98, 102, 0, 98, "")]
    [InlineData(PositionSide.Short, 101, 98, 0, 101, "")]
    [InlineData(PositionSide.Short, 100.05, 98, 0, 100.1, "sl_clamped")]
    [InlineData(PositionSide.Short, 97, 98, 0, 100.1, "sl_clamped")]
    [InlineData(PositionSide.Short, 97, 98, 102, 100.1, "sl_clamped")]
    [InlineData(PositionSide.Short, 97, 98, 100.05, 100.05, "sl_clamped")]
    [InlineData(PositionSide.Short, 97, 98, 99, 99, "sl_clamped")]
    [InlineData(PositionSide.Short, 102, 99, 0, 102, "tp_inside_sl")]
    public void A_stop_that_cannot_be_placed_moves_to_the_nearest_one_that_can(
        PositionSide side, double proposed, double target, double current, double expected, string reasons)
    {
        var clamped = ExecutableStop.Clamp(Proposal(proposed, target), At100(side, current == 0 ? null : current), MinDistance);
        Assert.Equal((expected, target), (Math.Round(clamped.ProposedSl, 9), clamped.ProposedTp));
        Assert.Equal(("regime_chop," + reasons).TrimEnd(','), clamped.Reasons.ToCodes());
    }

    [Fact]
    public void The_result_can_be_placed_and_is_never_looser_than_the_stop_in_force() =>
        Prop.ForAll(KernelInputs.Positions.ToArbitrary(), Levels, MinDistances, (position, level, minimum) =>
        {
            var proposed = position.CurrentPrice * level;
            var stop = ExecutableStop.Clamp(Proposal(proposed, position.CurrentPrice), position, minimum).ProposedSl;
            var nearest = position.CurrentPrice * (position.Side == PositionSide.Long ? 1 - minimum : 1 + minimum);
            var isTooNear = KernelInputs.IsTighter(position.Side, stop, nearest);

            // Only a stop that is in force already may lie nearer than the least distance, or on the wrong side.
            Assert.True(!isTooNear || stop == position.CurrentSl, $"{stop:R} is nearer than {nearest:R}");

            // A stop that was moved lies at the least distance, or at the stop in force where that is tighter.
            if (stop == proposed)
                return;
            Assert.True(stop == nearest || stop == position.CurrentSl);
            Assert.False(position.CurrentSl is { } inForce && KernelInputs.IsTighter(position.Side, inForce, stop), $"{stop:R} is looser");
        }).Check(KernelInputs.Thousand);

    [Fact]
    public void After_the_kernel_the_stop_is_never_looser_than_the_one_in_force() =>
        Prop.ForAll(KernelInputs.Markets.ToArbitrary(), Protected, (market, position) =>
        {
            var stop = ExecutableStop.Clamp(RiskKernel.Propose(market, position, RiskTheta.Default), position, MinDistance).ProposedSl;
            var inForce = position.CurrentSl!.Value;
            var loosened = position.Side == PositionSide.Long ? inForce - stop : stop - inForce;
            Assert.True(loosened <= RiskTheta.Default.Eps + (inForce * 1e-12), $"{inForce:R} became {stop:R}");
        }).Check(KernelInputs.Thousand);

    private static RiskProposal Proposal(double stop, double target) =>
        new(stop, target, 0, 0, 0, 1, stop, target, stop, [RiskReason.RegimeChop]);

    private static PositionSnapshot At100(PositionSide side, double? currentSl) =>
        new("BTCUSDT", side, 1, 100, 100, 100, 100, 3600, 0, currentSl, null);
}
