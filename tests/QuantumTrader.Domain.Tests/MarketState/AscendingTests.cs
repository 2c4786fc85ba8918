using FsCheck;
using FsCheck.Fluent;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

public sealed class AscendingTests
{
    private static readonly Arbitrary<double[]> Numbers =
        Gen.Choose(-20, 20).Select(tenth => tenth * 0.1).NonEmptyListOf().Select(list => list.Order().ToArray()).ToArbitrary();

    [Fact]
    public void PlaceOf_IsTheFirstThatIsNotBelow() =>
        Prop.ForAll(Numbers, sorted =>
        {
            for (var value = -2.15; value < 2.3; value += 0.05)
                Assert.Equal(sorted.Count(number => number < value), Ascending.PlaceOf(sorted, value));
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void DistanceOfRank_IsThatOfTheSortedDistances() =>
        Prop.ForAll(Numbers, sorted =>
        {
            foreach (var centre in (double[])[-2.5, -0.3, 0, 0.05, 0.7, 3])
            {
                var distances = sorted.Select(number => Math.Abs(Math.Clamp(number, -1.5, 1.2) - centre)).Order().ToArray();
                for (var rank = 0; rank < sorted.Length; rank++)
                    Assert.Equal(distances[rank], Ascending.DistanceOfRank(sorted, -1.5, 1.2, centre, rank));
            }
        }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1.0, 8.0)]
    [InlineData(0.5, 3.0)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.875, 6.5)]
    public void Quantile_IsLinearBetweenNeighbours(double share, double expected) =>
        Assert.Equal(expected, Ascending.Quantile([1, 2, 4, 8], share));
}
