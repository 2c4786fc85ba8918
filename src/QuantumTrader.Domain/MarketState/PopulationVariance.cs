namespace QuantumTrader.Domain.MarketState;

/// <summary>Mean squared deviation from the mean, in two passes: one pass over squares would lose the digits of small variances.</summary>
internal static class PopulationVariance
{
    public static double Of(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;

        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return squares / values.Length;
    }
}
