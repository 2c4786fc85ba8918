namespace QuantumTrader.Pipeline.MarketState;

/// <summary>Where the closes come from.</summary>
public enum MarketStateSource
{
    /// <summary>The bars of the feed; a symbol without bars publishes nothing.</summary>
    Candles,

    /// <summary>A seeded generator; everything computed from it is marked as synthetic.</summary>
    Synthetic,
}
