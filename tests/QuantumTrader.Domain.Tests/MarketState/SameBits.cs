using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Domain.Tests.MarketState;

/// <summary>Feeds a series to one estimator and demands, bar by bar, the very bits of the reference.</summary>
internal static class SameBits
{
    /// <param name="every">Compares each bar whose index divides by this; the estimator still sees all.</param>
    /// <returns>How many bars were compared.</returns>
    public static int Check(MarketStateTheta theta, IReadOnlyList<double> closes, int every = 1)
    {
        var estimator = new MarketStateEstimator(theta);
        return Check(estimator, theta, closes, every);
    }

    public static int Check(MarketStateEstimator estimator, MarketStateTheta theta, IReadOnlyList<double> closes, int every = 1)
    {
        var needed = theta.NeededCloses;
        var compared = 0;
        for (var bar = 0; bar < closes.Count; bar++)
        {
            estimator.Add(closes[bar]);
            Assert.Equal(Math.Min(bar + 1, needed), estimator.Count);
            if (bar + 1 < needed)
            {
                Assert.False(estimator.TryRead(out _));
                continue;
            }

            if (bar % every != 0)
                continue;
            Assert.True(estimator.TryRead(out var actual));
            var last = closes.Skip(bar + 1 - needed).Take(needed).ToArray();
            Equal(ReferenceMarketState.Read(theta, last)!.Value, actual, bar);
            compared++;
        }

        return compared;
    }

    private static void Equal(MarketStateReading expected, MarketStateReading actual, int bar)
    {
        foreach (var ((name, one), (_, other)) in Fields(expected).Zip(Fields(actual)))
        {
            if (BitConverter.DoubleToInt64Bits(one) != BitConverter.DoubleToInt64Bits(other))
                Assert.Fail($"bar {bar}: {name} is {other:R}, the reference says {one:R}");
        }
    }

    private static IEnumerable<(string Name, double Value)> Fields(MarketStateReading reading) =>
    [
        ("sigma", reading.Sigma),
        ("mu", reading.Mu),
        ("ts", reading.TrendStrength),
        ("p_trend", reading.Regimes.Trend),
        ("p_mr", reading.Regimes.MeanReversion),
        ("p_chop", reading.Regimes.Chop),
        ("dp", reading.DirectionalPersistence),
        ("vr", reading.VarianceRatio),
        ("spike_proxy", reading.SpikeProxy),
        ("sigma_ewma", reading.SigmaEwma),
        ("sigma_mad", reading.SigmaMad),
        ("blend_weight", reading.BlendWeight),
    ];
}
