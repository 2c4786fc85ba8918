using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Heat;

namespace QuantumTrader.Domain.Tests.Heat;

public sealed class HeatRuleTests
{
    private static readonly HeatRule Standard = HeatRule.Standard(HeatPolicy.Harvest);

    [Fact]
    public void Heat_IsTheSumOfNotionalTimesSigma_OverEquity()
    {
        HeatPosition[] positions = [new("BTCUSDT", 20_000, 0.01), new("ETHUSDT", -10_000, 0.02)];

        Assert.Equal(0.4, Standard.Measure(1_000, positions).Value, 15);
        Assert.Equal(0.8, (Standard with { SigmaHorizonBars = 4 }).Measure(1_000, positions).Value, 15);
        Assert.Equal(new HeatReading(0, HeatBucket.Cold), Standard.Measure(1_000, []));
    }

    // COLD < 0.25 <= WARM < 0.65 <= HOT.
    [Theory]
    [InlineData(0.2499, HeatBucket.Cold)]
    [InlineData(0.25, HeatBucket.Warm)]
    [InlineData(0.6499, HeatBucket.Warm)]
    [InlineData(0.65, HeatBucket.Hot)]
    [InlineData(9.0, HeatBucket.Hot)]
    public void Bucket_BeginsAtItsThreshold(double heat, HeatBucket bucket) =>
        Assert.Equal(bucket, Standard.Measure(1, [new("BTCUSDT", heat, 1)]).Bucket);

    [Theory]
    [InlineData(0, 1, 1, "equity_usd")]
    [InlineData(-5, 1, 1, "equity_usd")]
    [InlineData(double.NaN, 1, 1, "equity_usd")]
    [InlineData(1, double.PositiveInfinity, 1, "notional_usd")]
    [InlineData(1, 1, 0, "sigma")]
    [InlineData(1, 1, -0.1, "sigma")]
    [InlineData(1, 1, double.NaN, "sigma")]
    [InlineData(1e-300, 1e200, 1, "heat")]
    public void UnknownHeat_IsRefused_NeverCold(double equity, double notional, double sigma, string field)
    {
        var refused = Assert.Throws<KernelInputException>(() => Standard.Measure(equity, [new("BTCUSDT", notional, sigma)]));

        Assert.StartsWith(field, refused.Field);
    }

    [Theory]
    [InlineData(0.7999, HarvestAction.Partial25, HeatReason.PortfolioHeatCold)]
    [InlineData(0.8, HarvestAction.FullCloseProposed, HeatReason.KillOverride)]
    [InlineData(0.93, HarvestAction.FullCloseProposed, HeatReason.KillOverride)]
    public void HighKillScore_IsNeverWeakened(double killScore, HarvestAction action, HeatReason reason) =>
        Assert.Equal(new HeatDecision(action, reason), Standard.Decide(HeatBucket.Cold, HarvestAction.FullCloseProposed, killScore));

    // Nothing is overridden where the policy changes nothing.
    [Fact]
    public void HighKillScore_LeavesTheReasonOfThePolicy_WhereItChangesNothing() => Assert.Equal(
        new HeatDecision(HarvestAction.FullCloseProposed, HeatReason.PortfolioHeatHot),
        Standard.Decide(HeatBucket.Hot, HarvestAction.FullCloseProposed, 0.9));

    [Theory]
    [InlineData(HeatBucket.Cold)]
    [InlineData(HeatBucket.Warm)]
    [InlineData(HeatBucket.Hot)]
    public void StopUpdate_Passes_AndWhatClosesNothingIsRefused(HeatBucket bucket)
    {
        var rule = HeatRule.Standard(HeatPolicy.HoldHot);

        Assert.Equal(new HeatDecision(HarvestAction.UpdateSl, HeatReason.StopUnchanged), rule.Decide(bucket, HarvestAction.UpdateSl, 0.5));
        Assert.Null(rule.Decide(bucket, HarvestAction.None, 0.5));
        Assert.Null(rule.Decide(bucket, HarvestAction.Hold, 0.5));
    }

    // A comparison with NaN is false: it would pass every threshold.
    [Fact]
    public void KillScore_ThatIsNoNumber_IsRefused() =>
        Assert.Throws<KernelInputException>(() => Standard.Decide(HeatBucket.Cold, HarvestAction.FullCloseProposed, double.NaN));
}
