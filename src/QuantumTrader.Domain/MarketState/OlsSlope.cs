namespace QuantumTrader.Domain.MarketState;

/// <summary>Ordinary least squares.</summary>
internal sealed class OlsSlope(int window) : TrendSlope(window)
{
    public override double Read(ReadOnlySpan<double> logPrices) => StraightLine.LeastSquares(logPrices).Slope;
}
