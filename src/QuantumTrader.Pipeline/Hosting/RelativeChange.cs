namespace QuantumTrader.Pipeline.Hosting;

/// <summary>Relative difference of two published numbers.</summary>
public static class RelativeChange
{
    /// <summary>True when the newer value differs by more than the fraction of the older one, or one of them is missing.</summary>
    public static bool Exceeds(double? older, double? newer, double fraction)
    {
        if (older is not { } from || newer is not { } to)
            return older.HasValue != newer.HasValue;
        return Math.Abs(to - from) > fraction * Math.Abs(from);
    }
}
