namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// The line of the smallest sum of Huber losses (Huber 1964), found by iteratively reweighted least squares from the ordinary
/// line. Residuals are log prices as they are, not scaled: only a price a factor e^1.35 off its line is limited.
/// </summary>
internal sealed class HuberSlope(int window) : TrendSlope(window)
{
    // 95 % efficiency under normal residuals of unit scale (Huber 1981).
    private const double Delta = 1.35;

    // The loss is convex and each round lowers it; rounds contract by a constant factor, so both limits are far from reached in
    // practice. A slope that moves less than this per window is settled to well below what is published.
    private const double Settled = 1e-13;
    private const int MaxRounds = 500;

    private readonly double[] _weights = new double[window];

    public override double Read(ReadOnlySpan<double> logPrices)
    {
        var line = StraightLine.LeastSquares(logPrices);
        for (var round = 0; round < MaxRounds && Weigh(logPrices, line); round++)
        {
            var next = StraightLine.WeightedLeastSquares(logPrices, _weights);
            var moved = Math.Max(Math.Abs(next.Slope - line.Slope) * Window, Math.Abs(next.Intercept - line.Intercept));
            line = next;
            if (moved <= Settled)
                break;
        }

        return line.Slope;
    }

    // False when no residual is beyond delta: then least squares is already the answer.
    private bool Weigh(ReadOnlySpan<double> logPrices, StraightLine line)
    {
        var anyBeyond = false;
        for (var x = 0; x < logPrices.Length; x++)
        {
            var residual = Math.Abs(logPrices[x] - line.At(x));
            anyBeyond |= residual > Delta;
            _weights[x] = residual > Delta ? Delta / residual : 1.0;
        }

        return anyBeyond;
    }
}
