namespace QuantumTrader.Domain.MarketState;

/// <summary>Scores of the three regimes and their softmax; contract section 1, step 9.</summary>
internal static class RegimeScores
{
    public static RegimeProbabilities Probabilities(RegimeTheta theta, double trendStrength, double persistence, double varianceRatio)
    {
        var score = theta.Score;
        var wander = Math.Abs(varianceRatio - 1.0);
        var steady = Math.Abs(persistence);
        var trend = score.A1 * trendStrength + score.A2 * persistence - score.A3 * wander;
        var reversion = score.B1 * wander - score.B2 * trendStrength - score.B3 * steady;
        var chop = score.C1 * (1.0 - steady) + score.C2 * (1.0 - Math.Min(trendStrength, 1.0)) - score.C3 * wander;

        // The largest score is taken off before the division: no temperature, however small, can then make infinity of it.
        var largest = Math.Max(trend, Math.Max(reversion, chop));
        var trendMass = Math.Exp((trend - largest) / theta.SoftmaxTemp);
        var reversionMass = Math.Exp((reversion - largest) / theta.SoftmaxTemp);
        var chopMass = Math.Exp((chop - largest) / theta.SoftmaxTemp);
        var mass = trendMass + reversionMass + chopMass;
        return new RegimeProbabilities(trendMass / mass, reversionMass / mass, chopMass / mass);
    }
}
