namespace QuantumTrader.Pipeline.Feed;

/// <summary>When the next bar is published.</summary>
public enum FeedPace
{
    /// <summary>When every consumer has finished the last one, so that a fast feed never outruns a slow stage.</summary>
    Lockstep,

    /// <summary>When the clock says that it has closed.</summary>
    Clock,
}
