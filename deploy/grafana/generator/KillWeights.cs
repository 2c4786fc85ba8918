namespace QuantumTrader.Dashboards;

/// <summary>Weights that the harvest kernel gives to the components of the kill score, and what follows from them.</summary>
public static class KillWeights
{
    public const double RegimeFlip = 1.0;

    public const double SigmaSpike = 0.5;

    public const double TrendDrop = 0.5;

    public const double AgePenalty = 0.3;

    /// <summary>The weighted sum z at which K = 1/(1+e^-z) reaches this score: where a stack of weighted components has to be marked.</summary>
    public static double SumAt(double killScore) => Math.Round(Math.Log(killScore / (1 - killScore)), 4);
}
