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

    /// <summary>The heat gate's answer to a close that the portfolio does not call for now; the kernel never proposes it.</summary>
    Hold,
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
        HarvestAction.Hold => "HOLD",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "not a harvest action"),
    };

    /// <summary>The part of the position that the action closes, fraction above 0; null for an action that closes nothing.</summary>
    public static decimal? CloseShare(this HarvestAction action) => action switch
    {
        HarvestAction.FullCloseProposed => 1m,
        HarvestAction.Partial75 => 0.75m,
        HarvestAction.Partial50 => 0.50m,
        HarvestAction.Partial25 => 0.25m,
        _ => null,
    };
}
