namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>Why an act that the ladder asks for is not asked of anybody. It is not lost: the rung stays open, and the next price asks again.</summary>
public enum BrainBlock
{
    /// <summary>The kill switch is on, for all or for the symbol.</summary>
    KillSwitchActive,

    /// <summary>The price was made before the kill switch was released.</summary>
    StaleAfterHalt,

    /// <summary>The price is too old, or dated ahead.</summary>
    PriceStale,

    /// <summary>The venue says that the position is another one than the fills add up to.</summary>
    PositionDisagrees,

    /// <summary>An ask was refused a moment ago.</summary>
    AskRefused,

    /// <summary>As many acts as are allowed within a minute have been asked for.</summary>
    ActionLimit,

    /// <summary>What was asked for before cannot be read: a rung might be taken twice.</summary>
    LedgerUnreadable,

    /// <summary>Price and position lie too far apart to be measured.</summary>
    InvalidPrice,
}
