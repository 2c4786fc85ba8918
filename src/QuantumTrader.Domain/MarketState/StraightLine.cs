namespace QuantumTrader.Domain.MarketState;

/// <summary>y = intercept + slope x over x = 0, 1, ...</summary>
internal readonly record struct StraightLine(double Slope, double Intercept)
{
    public double At(int x) => Intercept + Slope * x;

    /// <summary>The line of the smallest sum of squares. Centred sums: uncentred ones cancel at large price levels.</summary>
    public static StraightLine LeastSquares(ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        foreach (var value in y)
            sum += value;
        var meanY = sum / y.Length;
        var meanX = (y.Length - 1) / 2.0;

        var products = 0.0;
        var squares = 0.0;
        for (var x = 0; x < y.Length; x++)
        {
            products += (x - meanX) * (y[x] - meanY);
            squares += (x - meanX) * (x - meanX);
        }

        var slope = products / squares;
        return new StraightLine(slope, meanY - slope * meanX);
    }

    /// <summary>As <see cref="LeastSquares"/> with a weight above 0 for each point.</summary>
    public static StraightLine WeightedLeastSquares(ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        var mass = 0.0;
        var sumX = 0.0;
        var sumY = 0.0;
        for (var x = 0; x < y.Length; x++)
        {
            mass += weights[x];
            sumX += weights[x] * x;
            sumY += weights[x] * y[x];
        }

        var meanX = sumX / mass;
        var meanY = sumY / mass;
        var products = 0.0;
        var squares = 0.0;
        for (var x = 0; x < y.Length; x++)
        {
            products += weights[x] * (x - meanX) * (y[x] - meanY);
            squares += weights[x] * (x - meanX) * (x - meanX);
        }

        var slope = products / squares;
        return new StraightLine(slope, meanY - slope * meanX);
    }
}
