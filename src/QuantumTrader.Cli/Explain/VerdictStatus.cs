namespace QuantumTrader.Cli.Explain;

/// <summary>How far a plan has come.</summary>
internal enum VerdictStatus
{
    /// <summary>A fill or an accepted stop says so.</summary>
    Executed,

    /// <summary>It had all its permits; apply reports in this mode and sends nothing.</summary>
    DryRun,

    /// <summary>A gate, or the venue, refused it.</summary>
    Refused,

    /// <summary>It waits for somebody, or whoever it waits for has stopped.</summary>
    Waiting,
}
