namespace QuantumTrader.Domain.MarketState;

/// <summary>The finite doubles as one line of whole numbers, which bisection can halve in 64 steps whatever the magnitudes.</summary>
internal static class OrderedDoubles
{
    /// <summary>Halfway by how many doubles lie between; one of the ends when none does.</summary>
    public static double Midpoint(double low, double high)
    {
        var from = ToOrdinal(low);
        var to = ToOrdinal(high);
        return FromOrdinal((from >> 1) + (to >> 1) + (from & to & 1));
    }

    // Negative doubles order backwards as integers; mirroring them makes the order one.
    private static long ToOrdinal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double FromOrdinal(long ordinal) => BitConverter.Int64BitsToDouble(ordinal < 0 ? long.MinValue - ordinal : ordinal);
}
