namespace QuantumTrader.Pipeline.IntentRouter;

/// <summary>What an intent asks for.</summary>
internal enum IntentKind
{
    /// <summary>A new position; the one kind that raises risk.</summary>
    Open,

    /// <summary>A reduce-only close of a quantity.</summary>
    Close,

    /// <summary>A tighter stop in place of the one that rests.</summary>
    MoveStop,
}
