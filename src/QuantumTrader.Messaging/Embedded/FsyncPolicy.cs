namespace QuantumTrader.Messaging.Embedded;

/// <summary>When the journal is forced to disk: what a power cut may cost against what every write costs.</summary>
public enum FsyncPolicy
{
    /// <summary>Before a write returns; nothing that was acknowledged is lost.</summary>
    Always,

    /// <summary>Once a second; a power cut loses at most about a second.</summary>
    EverySecond,

    /// <summary>Whenever the operating system likes; a crash of the process alone loses nothing.</summary>
    Never,
}
