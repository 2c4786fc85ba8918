namespace QuantumTrader.Domain.MarketState;

/// <summary>How a market behaves; on the wire <c>trend</c>, <c>mr</c>, <c>chop</c>.</summary>
public enum Regime
{
    Trend,
    MeanReversion,
    Chop,
}

public static class Regimes
{
    public static string ToWire(this Regime regime) => regime switch
    {
        Regime.Trend => "trend",
        Regime.MeanReversion => "mr",
        _ => "chop",
    };
}
