namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>How an entry stands to the correlation id that it carries.</summary>
internal enum IntentClaim
{
    /// <summary>Nobody has taken it.</summary>
    None,

    /// <summary>This entry has, and what follows from it may not have been written.</summary>
    Own,

    /// <summary>This entry has, and everything has been written.</summary>
    Sent,

    /// <summary>Another entry has.</summary>
    Foreign,

    /// <summary>What stands there is no claim.</summary>
    Unreadable,
}
