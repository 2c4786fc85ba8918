namespace QuantumTrader.Domain.MarketState;

/// <summary>Softmax probabilities of the three regimes, each 0 to 1.</summary>
public readonly record struct RegimeProbabilities(double Trend, double MeanReversion, double Chop)
{
    public double Of(Regime regime) => regime switch
    {
        Regime.Trend => Trend,
        Regime.MeanReversion => MeanReversion,
        _ => Chop,
    };

    /// <summary>The most probable regime; on a tie the earliest in the order trend, mean reversion, chop.</summary>
    public Regime Dominant() => DominantIn([Regime.Trend, Regime.MeanReversion, Regime.Chop]);

    /// <summary>The most probable regime; on a tie the earliest in the given order.</summary>
    public Regime DominantIn(ReadOnlySpan<Regime> order)
    {
        var best = order[0];
        foreach (var candidate in order)
        {
            if (Of(candidate) > Of(best))
                best = candidate;
        }

        return best;
    }
}
