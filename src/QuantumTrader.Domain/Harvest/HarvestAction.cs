namespace QuantumTrader.Domain.Harvest;

/// <summary>What the harvest kernel proposes to do with a position.</summary>
public enum HarvestAction
{
    None,
    Partial25,
    Partial50,
    Partial75,
    FullCloseProposed,

    /// <summary>A tighter stop; an act of its own beside a partial or full close.</summary>
    UpdateSl,
}

public static class HarvestActions
{
    /// <summary>The contract's spelling.</summary>
    public static string ToWire(this HarvestAction action) => action switch
    {
        HarvestAction.None => "NONE",
        HarvestAction.Partial25 => "PARTIAL_25",
        HarvestAction.Partial50 => "PARTIAL_50",
        HarvestAction.Partial75 => "PARTIAL_75",
        HarvestAction.FullCloseProposed => "FULL_CLOSE_PROPOSED",
        HarvestAction.UpdateSl => "UPDATE_SL",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "not a harvest action"),
    };
}
