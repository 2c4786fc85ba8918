namespace QuantumTrader.Pipeline.Hosting;

/// <summary>How every consumer treats its stream. One set for all stages: what differs between them is the group.</summary>
public sealed record ConsumerOptions
{
    public static ConsumerOptions Default { get; } = new();

    /// <summary>Entries taken at a time.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Deliveries after which an entry that keeps failing goes to the dead letters.</summary>
    public int MaxDeliveries { get; init; } = 5;

    /// <summary>How long another consumer may sit on an entry before it counts as dead.</summary>
    public TimeSpan ClaimIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often to look for such entries.</summary>
    public TimeSpan ClaimEvery { get; init; } = TimeSpan.FromSeconds(30);
}
