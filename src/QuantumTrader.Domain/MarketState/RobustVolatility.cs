namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Sigma as a blend of an exponentially weighted estimate, which is quick, and a median absolute deviation, which wild returns
/// cannot move; contract section 1, steps 2 to 5.
/// </summary>
internal sealed class RobustVolatility(VolatilityTheta theta, double eps)
{
    // Makes the median absolute deviation of normal returns equal to their standard deviation (1 / Phi^-1(3/4)).
    private const double NormalConsistency = 1.4826;

    // Beyond this a logistic is 0 or 1 to the last bit that matters.
    private const double LogisticLimit = 50.0;

    private readonly SlidingWindow _returns = new(theta.Window);
    private readonly SortedWindow _sorted = new(theta.Window);

    public void Add(double logReturn)
    {
        if (_returns.IsFull)
            _sorted.Replace(_returns.Last(theta.Window)[0], logReturn);
        else
            _sorted.Insert(logReturn);
        _returns.Add(logReturn);
    }

    public void Clear()
    {
        _returns.Clear();
        _sorted.Clear();
    }

    /// <summary>Needs a full window.</summary>
    public VolatilityReading Read()
    {
        var sorted = _sorted.Values;
        var low = Ascending.Quantile(sorted, theta.WinsorQLow);
        var high = Ascending.Quantile(sorted, theta.WinsorQHigh);
        var sigmaEwma = Ewma(low, high);
        var sigmaMad = NormalConsistency * MedianAbsoluteDeviation(sorted, low, high);

        var spikeProxy = Math.Clamp(sigmaMad / (sigmaEwma + eps), 0.0, theta.SpikeProxyCap);
        var argument = Math.Clamp((spikeProxy - theta.SpikeCenter) / theta.SpikeScale, -LogisticLimit, LogisticLimit);
        var weight = 1.0 / (1.0 + Math.Exp(-argument));
        var sigma = Math.Max(theta.SigmaFloor, (1.0 - weight) * sigmaEwma + weight * sigmaMad);
        return new VolatilityReading(sigma, sigmaEwma, sigmaMad, spikeProxy, weight);
    }

    private double Ewma(double low, double high)
    {
        var returns = _returns.Last(theta.Window);
        Span<double> seed = stackalloc double[VolatilityTheta.SeedReturns];
        for (var i = 0; i < seed.Length; i++)
            seed[i] = Ascending.Clip(returns[i], low, high);

        var variance = PopulationVariance.Of(seed);
        foreach (var value in returns)
        {
            var clipped = Ascending.Clip(value, low, high);
            variance = theta.EwmaLambda * variance + (1.0 - theta.EwmaLambda) * (clipped * clipped);
        }

        return Math.Sqrt(variance);
    }

    // Limiting keeps the order, so the middle of the limited returns is the limited middle of the returns.
    private static double MedianAbsoluteDeviation(ReadOnlySpan<double> sorted, double low, double high)
    {
        var lower = (sorted.Length - 1) / 2;
        var upper = sorted.Length / 2;
        var median = (Ascending.Clip(sorted[lower], low, high) + Ascending.Clip(sorted[upper], low, high)) / 2.0;
        return (Ascending.DistanceOfRank(sorted, low, high, median, lower)
            + Ascending.DistanceOfRank(sorted, low, high, median, upper)) / 2.0;
    }
}
