namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Variance of overlapping k-sums over k variances of the returns (Lo and MacKinlay 1988); contract section 1, step 8. A sum is
/// formed once, when its last return arrives, and kept.
/// </summary>
internal sealed class VarianceRatio(int window, int k, double eps)
{
    private readonly SlidingWindow _returns = new(window);
    private readonly SlidingWindow _sums = new(window - k + 1);

    public void Add(double logReturn)
    {
        _returns.Add(logReturn);
        if (_returns.Count < k)
            return;

        var sum = 0.0;
        foreach (var value in _returns.Last(k))
            sum += value;
        _sums.Add(sum);
    }

    /// <summary>Needs a full window.</summary>
    public double Read() =>
        PopulationVariance.Of(_sums.Last(_sums.Count)) / (k * PopulationVariance.Of(_returns.Last(_returns.Count)) + eps);

    public void Clear()
    {
        _returns.Clear();
        _sums.Clear();
    }
}
