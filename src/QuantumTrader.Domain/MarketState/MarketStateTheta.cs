namespace QuantumTrader.Domain.MarketState;

/// <summary>All parameters of the market-state kernel with the defaults of contract section 1.</summary>
public sealed record MarketStateTheta
{
    // A slip of the keyboard must not ask for gigabytes: pairs grow with the square of a window.
    internal const int LongestWindow = 4096;

    // Keeps every score finite, so that the softmax cannot meet infinity minus infinity.
    internal const double LargestCoefficient = 1e6;

    /// <summary>Keeps logarithms and ratios defined at zero.</summary>
    public double Eps { get; init; } = 1e-12;

    public VolatilityTheta Vol { get; init; } = new();

    public TrendTheta Trend { get; init; } = new();

    public RegimeTheta Regime { get; init; } = new();

    /// <summary>Closes needed for a reading: one more than the longest window, since returns need a predecessor.</summary>
    public int NeededCloses => Math.Max(Math.Max(Vol.Window, Regime.Window), Trend.Windows.Max()) + 1;

    /// <summary>Every broken rule at once; empty when the parameters can be used.</summary>
    public IReadOnlyList<ThetaFault> Validate()
    {
        var rules = new ThetaRules();
        rules.Between("eps", Eps, 0.0, 1.0);
        Vol.Check(rules);
        Trend.Check(rules);
        Regime.Check(rules);
        return rules.Faults;
    }
}
