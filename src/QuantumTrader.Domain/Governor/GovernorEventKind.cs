namespace QuantumTrader.Domain.Governor;

/// <summary>What the governor's event stream tells of.</summary>
public enum GovernorEventKind
{
    /// <summary>Apply was put back to dry_run.</summary>
    Disarmed,

    /// <summary>A new day began, and apply stays in dry_run.</summary>
    CarriedOver,

    /// <summary>An operator let apply act again.</summary>
    Rearmed,
}
