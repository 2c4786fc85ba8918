namespace QuantumTrader.Domain.MarketState;

/// <summary>Parameters of the regime probabilities, contract section 1 steps 8 and 9.</summary>
public sealed record RegimeTheta
{
    private const int ShortestSum = 2;

    /// <summary>Returns that persistence and variance ratio look at.</summary>
    public int Window { get; init; } = 256;

    /// <summary>Returns in one overlapping sum of the variance ratio (Lo and MacKinlay 1988).</summary>
    public int VrK { get; init; } = 5;

    /// <summary>Divides the scores before the softmax: below 1 sharpens the probabilities, above 1 flattens them.</summary>
    public double SoftmaxTemp { get; init; } = 1.0;

    public RegimeScoreTheta Score { get; init; } = new();

    internal void Check(ThetaRules rules)
    {
        rules.Within("regime.window", Window, ShortestSum + 1, MarketStateTheta.LongestWindow);
        rules.Within("regime.vr_k", VrK, ShortestSum, Math.Max(ShortestSum, Window - 1));
        rules.Above("regime.softmax_temp", SoftmaxTemp, 0.0);
        Score.Check(rules);
    }
}
