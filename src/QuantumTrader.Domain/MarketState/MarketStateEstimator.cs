namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// The market-state kernel of contract section 1 for one symbol, fed close by close. Each bar costs the work of that bar only;
/// the results equal those of computing the formulas afresh on the last closes, bit for bit. Nothing is allocated after
/// construction. One thread at a time: reading refreshes what the next bar builds on.
/// </summary>
public sealed class MarketStateEstimator
{
    private readonly MarketStateTheta _theta;
    private readonly int _needed;
    private readonly SlidingWindow _logPrices;
    private readonly RobustVolatility _volatility;
    private readonly DirectionalPersistence _persistence;
    private readonly VarianceRatio _varianceRatio;
    private readonly TrendSlope[] _slopes;
    private readonly double[] _weights;

    /// <exception cref="ArgumentException">A parameter breaks its rule; the message lists every fault.</exception>
    public MarketStateEstimator(MarketStateTheta theta)
    {
        ArgumentNullException.ThrowIfNull(theta);
        var faults = theta.Validate();
        if (faults.Count > 0)
            throw new ArgumentException($"market-state theta: {string.Join("; ", faults)}", nameof(theta));

        _theta = theta;
        _needed = theta.NeededCloses;
        _logPrices = new SlidingWindow(_needed);
        _volatility = new RobustVolatility(theta.Vol, theta.Eps);
        _persistence = new DirectionalPersistence(theta.Regime.Window);
        _varianceRatio = new VarianceRatio(theta.Regime.Window, theta.Regime.VrK, theta.Eps);
        _slopes = [.. theta.Trend.Windows.Select(window => TrendSlope.Create(theta.Trend.Method, window))];
        var sum = theta.Trend.Weights.Sum();
        _weights = [.. theta.Trend.Weights.Select(weight => weight / sum)];
    }

    /// <summary>Closes held, up to the number a reading needs.</summary>
    public int Count => _logPrices.Count;

    /// <summary>Takes the close of the next bar, in quote currency.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The close is not a finite number above 0; nothing changed.</exception>
    public void Add(double close)
    {
        if (!(double.IsFinite(close) && close > 0))
            throw new ArgumentOutOfRangeException(nameof(close), close, "a close must be a finite number above 0");

        var logPrice = Math.Log(close + _theta.Eps);
        var hasPrevious = Count > 0;
        var previous = hasPrevious ? _logPrices.Last(1)[0] : 0.0;
        _logPrices.Add(logPrice);
        foreach (var slope in _slopes)
        {
            if (Count > slope.Window)
                slope.Slide(_logPrices.Last(slope.Window + 1));
        }

        if (!hasPrevious)
            return;
        var logReturn = logPrice - previous;
        _volatility.Add(logReturn);
        _persistence.Add(logReturn);
        _varianceRatio.Add(logReturn);
    }

    /// <returns>False while there are too few closes.</returns>
    public bool TryRead(out MarketStateReading reading)
    {
        reading = default;
        if (Count < _needed)
            return false;

        var volatility = _volatility.Read();
        var mu = 0.0;
        for (var i = 0; i < _slopes.Length; i++)
            mu += _weights[i] * _slopes[i].Read(_logPrices.Last(_slopes[i].Window));

        var trendStrength = Math.Abs(mu) / (volatility.Sigma + _theta.Eps);
        var persistence = _persistence.Read();
        var varianceRatio = _varianceRatio.Read();
        reading = new MarketStateReading(
            volatility.Sigma,
            mu,
            trendStrength,
            RegimeScores.Probabilities(_theta.Regime, trendStrength, persistence, varianceRatio),
            persistence,
            varianceRatio,
            volatility.SpikeProxy,
            volatility.SigmaEwma,
            volatility.SigmaMad,
            volatility.BlendWeight);
        return true;
    }

    /// <summary>Forgets all closes, as after a gap in the bars.</summary>
    public void Restart()
    {
        _logPrices.Clear();
        _volatility.Clear();
        _persistence.Clear();
        _varianceRatio.Clear();
        foreach (var slope in _slopes)
            slope.Clear();
    }
}
