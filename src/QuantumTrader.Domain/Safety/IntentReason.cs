namespace QuantumTrader.Domain.Safety;

/// <summary>Why the intent router refuses an intent, where the safety kernel has no part in it.</summary>
public enum IntentReason
{
    /// <summary>A field is missing, malformed, or contradicts another one.</summary>
    InvalidIntent,

    /// <summary>The same correlation id has been accepted before.</summary>
    DuplicateIntent,

    /// <summary>The kill switch is on.</summary>
    KillSwitchActive,

    /// <summary>Made before the kill switch was released.</summary>
    StaleAfterHalt,

    /// <summary>Older than the router accepts, or dated as far ahead.</summary>
    IntentStale,

    /// <summary>It would raise risk, and is no opening that the paper venue takes.</summary>
    OpeningNotAllowed,

    /// <summary>No position on the side that it reduces or protects.</summary>
    NoPosition,

    /// <summary>The position cannot be read: how much of it may be closed is not known.</summary>
    PositionUnreadable,

    /// <summary>The new stop is looser than the one that rests.</summary>
    StopNotTighter,

    /// <summary>Asked to be checked only: it would have been accepted.</summary>
    DryRun,
}
