namespace QuantumTrader.Pipeline.Hosting;

/// <summary>How every consumer treats its stream. One set for all stages: what differs between them is the group.</summary>
public sealed record ConsumerOptions
{
    public static ConsumerOptions Default { get; } = new();

    /// <summary>Entries taken at a time.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>How often one process may fail at an entry before the entry goes to the dead letters.</summary>
    public int MaxFailures { get; init; } = 5;

    /// <summary>
    /// Deliveries after which an entry that a dead process left is handled by itself. A process that ends takes a whole batch with it: were they always taken
    /// together, the entry that ends it would bring its neighbours to the dead letters too.
    /// </summary>
    public int SuspectDeliveries { get; init; } = 5;

    /// <summary>
    /// Deliveries after which an entry counts as what ends the process, and goes to the dead letters. Far above <see cref="MaxFailures"/>: a process is also killed, updated
    /// and restarted with entries in hand that are not to blame.
    /// </summary>
    public int MaxDeliveries { get; init; } = 50;

    /// <summary>How long another consumer may sit on an entry before it counts as dead.</summary>
    public TimeSpan ClaimIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often to look for such entries.</summary>
    public TimeSpan ClaimEvery { get; init; } = TimeSpan.FromSeconds(30);
}
