using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Heat;

public sealed class HeatRulePropertyTests
{
    private static readonly HarvestAction[] Closes =
        [HarvestAction.FullCloseProposed, HarvestAction.Partial75, HarvestAction.Partial50, HarvestAction.Partial25];

    private static readonly Gen<HeatRow> Rows =
        from bucket in Gen.Elements(Enum.GetValues<HeatBucket>())
        from action in Gen.Elements(Closes)
        from becomes in Gen.Elements(HarvestAction.Hold, HarvestAction.Partial25, HarvestAction.Partial50, HarvestAction.Partial75, HarvestAction.FullCloseProposed)
        from below in Gen.OneOf(Gen.Constant((double?)null), KernelInputs.Uniform(0, 1).Select(score => (double?)score))
        let row = new HeatRow(bucket, action, becomes, below)
        where row.Fault is null
        select row;

    private static readonly Gen<HeatPolicy> Policies = Gen.OneOf(
        Gen.Elements(HeatPolicy.Harvest, HeatPolicy.HoldHot, HeatPolicy.Moderate(null), HeatPolicy.Moderate(0.7)),
        Rows.ListOf().Select(rows => new HeatPolicy("custom", [.. rows])));

    private static readonly Arbitrary<(HeatRule Rule, HeatBucket Bucket, HarvestAction Action, double KillScore)> Questions = (
        from policy in Policies
        from bucket in Gen.Elements(Enum.GetValues<HeatBucket>())
        from action in Gen.Elements(Closes)
        from killScore in KernelInputs.Uniform(0, 1)
        select (HeatRule.Standard(policy), bucket, action, killScore)).ToArbitrary();

    [Fact]
    public void A_calibrated_action_never_closes_more_than_the_original() => Prop.ForAll(Questions, question =>
    {
        var decision = question.Rule.Decide(question.Bucket, question.Action, question.KillScore)!.Value;
        Assert.True((decision.Action.CloseShare() ?? 0) <= question.Action.CloseShare());
        Assert.True(decision.Action == HarvestAction.Hold || decision.Action.CloseShare() is not null);
    }).Check(KernelInputs.Thousand);

    [Fact]
    public void A_high_kill_score_always_comes_through_whole() => Prop.ForAll(Questions, KernelInputs.Uniform(0.8, 1).ToArbitrary(), (question, killScore) =>
        Assert.Equal(question.Action, question.Rule.Decide(question.Bucket, question.Action, killScore)!.Value.Action)).Check(KernelInputs.Thousand);

    [Fact]
    public void More_positions_are_never_cooler() => Prop.ForAll(
        (from notionals in KernelInputs.Power(0, 6).ListOf() from equity in KernelInputs.Power(1, 6) select (notionals.ToList(), equity)).ToArbitrary(), input =>
    {
        var (notionals, equity) = input;
        var rule = HeatRule.Standard(HeatPolicy.Harvest);
        var all = notionals.Select(notional => new HeatPosition("BTCUSDT", notional, 0.01)).ToList();
        var fewer = all.Take(all.Count / 2).ToList();
        Assert.True(rule.Measure(equity, fewer).Value <= rule.Measure(equity, all).Value);
        Assert.True(rule.Measure(equity, fewer).Bucket <= rule.Measure(equity, all).Bucket);
    }).Check(KernelInputs.Thousand);
}
