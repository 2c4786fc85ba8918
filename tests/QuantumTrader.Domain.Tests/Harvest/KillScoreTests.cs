using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.MarketState;
using QuantumTrader.Domain.Tests.Positions;

namespace QuantumTrader.Domain.Tests.Harvest;

public sealed class KillScoreTests
{
    private static readonly HarvestTheta Theta = HarvestTheta.Default;

    private static readonly Arbitrary<double> Ages = KernelInputs.Uniform(-10_000, 200_000).ToArbitrary();

    [Theory]
    [InlineData(0.01, 0.3, 0.5, 0, 0, 0, 0, 0)]
    [InlineData(0.005, 0.9, 0.5, -60, 0, 0, 0, 0)]
    [InlineData(0.025, 0.3, 0.5, 0, 0, 1.5, 0, 0)]
    [InlineData(0.09, 0.3, 0.5, 0, 0, 2, 0, 0)]
    [InlineData(0.01, 0.05, 0.5, 0, 0, 0, 0.25, 0)]
    [InlineData(0.01, -5, 0.5, 0, 0, 0, 0.5, 0)]
    [InlineData(0.01, 0.3, 0.5, 43_200, 0, 0, 0, 0.5)]
    [InlineData(0.01, 0.3, 0.5, 864_000, 0, 0, 0, 1)]
    [InlineData(0.01, 0.3, 0.2999, 0, 1, 0, 0, 0)]
    public void Components_are_bounded(
        double sigma, double strength, double trend, double age, double flip, double spike, double drop, double old)
    {
        var kill = KillScore.Of(new MarketConditions(sigma, strength, new RegimeProbabilities(trend, 0.3, 0.3)), age, Theta);
        Assert.Equal((flip, old), (kill.RegimeFlip, kill.AgePenalty));
        Assert.Equal((spike, drop), (Math.Round(kill.SigmaSpike, 12), Math.Round(kill.TsDrop, 12)));
    }

    [Fact]
    public void A_weak_trend_is_no_flip_while_the_other_regimes_are_unlikely_too() =>
        Assert.Equal(0, KillScore.Of(new MarketConditions(0.01, 0.3, new RegimeProbabilities(0.2, 0.25, 0.25)), 0, Theta).RegimeFlip);

    [Fact]
    public void The_score_of_everything_at_once_is_the_largest()
    {
        var worst = KillScore.Of(new MarketConditions(1, -1, new RegimeProbabilities(0, 0.5, 0.5)), 1e9, Theta);
        Assert.Equal(0.9276, worst.Value, 4);
        Prop.ForAll(KernelInputs.Markets.ToArbitrary(), Ages, (market, age) =>
            Assert.InRange(KillScore.Of(market, age, Theta).Value, 0.5, worst.Value)).Check(KernelInputs.Thousand);
    }

    [Fact]
    public void Each_component_only_raises_the_score() =>
        Prop.ForAll(KernelInputs.Markets.ToArbitrary(), Ages, KernelInputs.Power(-3, 0).ToArbitrary(), (market, age, by) =>
        {
            var score = KillScore.Of(market, age, Theta).Value;
            var regimes = market.Regimes;
            Assert.InRange(KillScore.Of(market with { Sigma = market.Sigma + by }, age, Theta).Value, score, 1);
            Assert.InRange(KillScore.Of(market with { TrendStrength = market.TrendStrength - by }, age, Theta).Value, score, 1);
            Assert.InRange(KillScore.Of(market, age + (by * 86_400), Theta).Value, score, 1);
            var lessTrend = new RegimeProbabilities(regimes.Trend * (1 - by), regimes.MeanReversion, regimes.Chop + (regimes.Trend * by));
            Assert.InRange(KillScore.Of(market with { Regimes = lessTrend }, age, Theta).Value, score, 1);
        }).Check(KernelInputs.Thousand);
}
