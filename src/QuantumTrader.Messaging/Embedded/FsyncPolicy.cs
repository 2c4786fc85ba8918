namespace QuantumTrader.Messaging.Embedded;

/// <summary>When a journalled mutation is acknowledged. The weaker the policy, the more a power cut (not a killed process) can
/// take.</summary>
public enum FsyncPolicy
{
    /// <summary>After the batch that holds it has reached the disk: a power cut loses nothing that was acknowledged.</summary>
    Always,

    /// <summary>After the write; the disk follows each second. A killed process loses nothing, a power cut at most about a
    /// second.</summary>
    Everysec,

    /// <summary>After the write; the operating system chooses when the disk follows.</summary>
    Never,
}
