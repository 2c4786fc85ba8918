using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

public sealed class SlopeTests
{
    [Theory]
    [InlineData(TrendMethod.TheilSen)]
    [InlineData(TrendMethod.Huber)]
    [InlineData(TrendMethod.Ols)]
    public void AStraightLine_HasItsSlope(TrendMethod method)
    {
        var y = Enumerable.Range(0, 64).Select(x => 3.0 - 0.25 * x).ToArray();

        Assert.Equal(-0.25, TrendSlope.Create(method, y.Length).Read(y), 12);
    }

    [Fact]
    public void Huber_IsLeastSquaresWhileNoResidualIsLarge()
    {
        var y = PriceSeries.Create("walk", 64, 3).Select(price => Math.Log(price)).ToArray();

        Assert.Equal(new OlsSlope(64).Read(y), new HuberSlope(64).Read(y));
    }

    [Fact]
    public void Huber_IsWhereTheLossHasNoGradient()
    {
        var random = new SeededRandom(11);
        var y = Enumerable.Range(0, 64).Select(x => 0.1 * x + random.NextGaussian() + (x % 9 == 8 ? 20 : 0)).ToArray();

        var slope = new HuberSlope(64).Read(y);

        // With the slope given, the best intercept makes the limited residuals sum to 0; at the optimum their moment is 0 too.
        var (low, high) = (-100.0, 100.0);
        for (var halving = 0; halving < 200; halving++)
        {
            var middle = (low + high) / 2;
            var pull = y.Select((value, x) => Math.Clamp(value - slope * x - middle, -1.35, 1.35)).Sum();
            (low, high) = pull > 0 ? (middle, high) : (low, middle);
        }

        var moment = y.Select((value, x) => x * Math.Clamp(value - slope * x - low, -1.35, 1.35)).Sum();
        Assert.Equal(0, moment, 7);
        Assert.NotEqual(new OlsSlope(64).Read(y), slope, 3);
    }

    [Fact]
    public void TheilSen_IsNotMovedByAFewWildPoints()
    {
        var y = Enumerable.Range(0, 101).Select(x => x % 10 == 5 ? 1e6 : 0.5 * x).ToArray();

        Assert.InRange(new SlidingTheilSen(101).Read(y), 0.4, 0.6);
    }

    [Theory]
    [InlineData(new[] { 0.0, 0.0, 0.0, 0.0, 1e-300, 2e-300 })]
    [InlineData(new[] { 700.0, -700.0, 700.0, -700.0, 700.0, -700.0 })]
    [InlineData(new[] { 1.0, 1.0, 1.0, 1.0, 1.0, 2.0 })]
    [InlineData(new[] { 5.0, 4.0, 4.0, 4.0, 4.0, 3.0 })]
    [InlineData(new[] { 1.0, 1.0000000000000002, 1.0, 1.0000000000000002, 1.0, 1.0000000000000002 })]
    public void TheilSen_IsExactOnAwkwardNumbers(double[] y) =>
        Assert.Equal(ReferenceMarketState.TheilSen(y), new SlidingTheilSen(y.Length).Read(y));

    // Two crowds of slopes with the two middle ranks on either side of the gap, where a bracket of few ranks cannot lie.
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-12)]
    [InlineData(1e9)]
    public void TheilSen_IsExactAcrossAGap(double scale)
    {
        var random = new SeededRandom(12);
        for (var round = 0; round < 50; round++)
        {
            var at = 1 + random.NextInt(126);
            var y = Enumerable.Range(0, 128).Select(x => scale * (x < at ? x % 2 : 10 - x % 3)).ToArray();
            Assert.Equal(ReferenceMarketState.TheilSen(y), new SlidingTheilSen(y.Length).Read(y));
        }
    }
}
