namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// A closed interval of slopes. The widened bounds let a kernel judge most pairs by a product, rise against run times bound:
/// a rise below run * SurelyBelow has a rounded quotient below Low, one above run * SurelyAbove has one above High. The
/// few rises in between are divided, so the verdict is always that of the rounded quotient itself.
/// </summary>
internal readonly struct SlopeBracket(double low, double high)
{
    // A product and a quotient err by one part in 2^53 each; this is sixteen times as much.
    private const double Slack = 1.0 / (1L << 49);

    // The same for bounds so near zero that the slack itself would round away.
    private const double Tiny = 1e-290;

    public double Low { get; } = low;

    public double High { get; } = high;

    public double SurelyBelow { get; } = low - Math.Abs(low) * Slack - Tiny;

    public double SurelyAbove { get; } = high + Math.Abs(high) * Slack + Tiny;
}
