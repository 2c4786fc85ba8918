using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Domain.Permits;

/// <summary>How much of a position a plan may close. Contract section 5.4. Quantities in base currency.</summary>
public static class SafeQuantity
{
    private const int Whole = 100;

    /// <summary>
    /// The plan's share of the position as it stands now, on the venue's step grid and never above the position. A slice below what the venue accepts becomes the whole position when
    /// what it would leave is below it too. A full close closes everything, however little it is worth: venues exempt reduce-only orders from their least notional.
    /// </summary>
    /// <param name="percent">1 to 100.</param>
    /// <param name="position">Above 0.</param>
    /// <param name="markPrice">Quote currency, above 0.</param>
    /// <returns>Null: the slice is too small, and what it would leave is not; or not one step of the position is left.</returns>
    public static decimal? Of(int percent, decimal position, decimal markPrice, InstrumentRules rules)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, Whole);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(position);
        if (percent < Whole)
        {
            var slice = rules.FloorQuantity(position * percent / Whole);
            if (!rules.IsBelowMinimum(slice, markPrice))
                return slice;
            if (!rules.IsBelowMinimum(position - slice, markPrice))
                return null;
        }

        return rules.FloorQuantity(position) is > 0 and var whole ? whole : null;
    }
}
