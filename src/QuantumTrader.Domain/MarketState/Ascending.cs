namespace QuantumTrader.Domain.MarketState;

/// <summary>Questions to numbers in ascending order.</summary>
internal static class Ascending
{
    /// <summary>The first place whose number is not below; the length when all are.</summary>
    public static int PlaceOf(ReadOnlySpan<double> sorted, double value)
    {
        // One fixed halving per step and no early exit, so that the choice compiles to a conditional move: which way it goes
        // is a coin toss, and a mispredicted branch costs more than the rest of the step.
        var first = 0;
        var length = sorted.Length;
        while (length > 0)
        {
            var half = length / 2;
            first = sorted[first + half] < value ? first + length - half : first;
            length = half;
        }

        return first;
    }

    /// <summary>The value at a share of the way from the smallest to the largest, linear between neighbours (numpy's default).</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
    }

    /// <summary>
    /// The rank-th smallest distance (from 0) of the numbers, each first limited to [low, high], to a centre. The rank + 1
    /// nearest numbers lie side by side, so a binary search for where their run starts replaces sorting the distances.
    /// </summary>
    public static double DistanceOfRank(ReadOnlySpan<double> sorted, double low, double high, double centre, int rank)
    {
        // The first start at which the upper end of the run is at least as far away as the lower end.
        var first = 0;
        var length = sorted.Length - rank;
        while (length > 0)
        {
            var half = length / 2;
            var start = first + half;
            var upperIsNearer = Clip(sorted[start + rank], low, high) - centre < centre - Clip(sorted[start], low, high);
            first = upperIsNearer ? first + length - half : first;
            length = half;
        }

        var distance = double.PositiveInfinity;
        if (first + rank < sorted.Length)
            distance = Clip(sorted[first + rank], low, high) - centre;
        if (first > 0)
            distance = Math.Min(distance, centre - Clip(sorted[first - 1], low, high));
        return distance;
    }

    public static double Clip(double value, double low, double high)
    {
        var raised = value < low ? low : value;
        return raised > high ? high : raised;
    }
}
