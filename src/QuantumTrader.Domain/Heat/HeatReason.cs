namespace QuantumTrader.Domain.Heat;

/// <summary>Why the heat gate lets an action pass as it does.</summary>
public enum HeatReason
{
    /// <summary>Cold portfolio: what the policy makes of a close there.</summary>
    PortfolioHeatCold,

    /// <summary>Warm portfolio: what the policy makes of a close there.</summary>
    PortfolioHeatWarm,

    /// <summary>Hot portfolio: what the policy makes of a close there, other than a hold.</summary>
    PortfolioHeatHot,

    /// <summary>Hot portfolio under a policy that holds the close back there.</summary>
    PortfolioHeatHotHold,

    /// <summary>A partial close that the policy leaves alone.</summary>
    PartialUnchanged,

    /// <summary>The policy would weaken the action, and the kill score is too high for that.</summary>
    KillOverride,

    /// <summary>A tighter stop passes every policy.</summary>
    StopUnchanged,

    /// <summary>The heat is not known and HEAT_FAIL_MODE lets what reduces risk pass unchanged.</summary>
    FailOpenReduce,
}
