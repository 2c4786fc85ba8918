namespace QuantumTrader.Messaging.Embedded;

/// <summary>Where the embedded engine keeps its journal, and how carefully.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Made when absent; one process at a time may hold it.</summary>
    public required string DataDirectory { get; init; }

    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.Everysec;

    /// <summary>
    /// The journal is rewritten as a snapshot once it is longer than this and more than twice as long as the last snapshot. At least 4096.
    /// </summary>
    public long CompactionThresholdBytes { get; init; } = 64L * 1024 * 1024;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
            throw new ArgumentException($"{nameof(DataDirectory)} = '{DataDirectory}': a directory is required");
        if (!Enum.IsDefined(Fsync))
            throw new ArgumentException($"{nameof(Fsync)} = '{Fsync}': must be one of {string.Join(", ", Enum.GetNames<FsyncPolicy>())}");
        if (CompactionThresholdBytes < 4096)
            throw new ArgumentException($"{nameof(CompactionThresholdBytes)} = '{CompactionThresholdBytes}': must be at least 4096");
    }
}
