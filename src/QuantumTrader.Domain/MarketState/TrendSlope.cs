namespace QuantumTrader.Domain.MarketState;

/// <summary>The slope of the newest log prices, x = 0, 1, ... one per bar.</summary>
internal abstract class TrendSlope(int window)
{
    public int Window { get; } = window;

    /// <summary>Tells an estimate that keeps state what the window loses and gains.</summary>
    /// <param name="before">One more than the window: the leaving log price first, the arriving one last.</param>
    public virtual void Slide(ReadOnlySpan<double> before)
    {
    }

    /// <param name="logPrices">Exactly one window, oldest first.</param>
    public abstract double Read(ReadOnlySpan<double> logPrices);

    public virtual void Clear()
    {
    }

    public static TrendSlope Create(TrendMethod method, int window) => method switch
    {
        TrendMethod.TheilSen => new SlidingTheilSen(window),
        TrendMethod.Huber => new HuberSlope(window),
        TrendMethod.Ols => new OlsSlope(window),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "must be a known trend method"),
    };
}
