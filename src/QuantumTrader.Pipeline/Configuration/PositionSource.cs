namespace QuantumTrader.Pipeline.Configuration;

/// <summary>Where a proposal stage reads positions (contract section 3).</summary>
public enum PositionSource
{
    /// <summary>For each symbol the position hash, then the newest execution entry; synthetic only where that is allowed.</summary>
    Auto,

    RedisHash,

    RedisStream,

    /// <summary>Made up by rule and marked as such; never executed on a live venue.</summary>
    Synthetic,
}
