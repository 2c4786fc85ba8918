namespace QuantumTrader.Pipeline.Feed;

/// <summary>Where the bars come from.</summary>
public enum FeedKind
{
    /// <summary>A simulated market from a seed.</summary>
    Sim,

    /// <summary>Recorded kline files.</summary>
    Klines,
}
