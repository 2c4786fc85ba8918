namespace QuantumTrader.Domain.Ladder;

/// <summary>What an act of the ladder does to a position. Contract section 10, <c>intent_type</c>.</summary>
public enum LadderIntent
{
    /// <summary>Closes the slice of a rung.</summary>
    HarvestPartial,

    /// <summary>Moves the stop to the entry price.</summary>
    MoveSlBreakeven,

    /// <summary>Moves the stop after the price, or to where a profit is kept.</summary>
    MoveSlTrail,
}

public static class LadderIntents
{
    /// <summary>The contract's spelling.</summary>
    public static string ToWire(this LadderIntent intent) => intent switch
    {
        LadderIntent.HarvestPartial => "HARVEST_PARTIAL",
        LadderIntent.MoveSlBreakeven => "MOVE_SL_BREAKEVEN",
        LadderIntent.MoveSlTrail => "MOVE_SL_TRAIL",
        _ => throw new ArgumentOutOfRangeException(nameof(intent), intent, "not an intent of the ladder"),
    };
}
