namespace QuantumTrader.Domain.Heat;

/// <summary>Why the heat gate lets an action pass as it does.</summary>
public enum HeatReason
{
    /// <summary>Cold portfolio: a full close became a smaller one, or the policy leaves it alone there.</summary>
    PortfolioHeatCold,

    /// <summary>Warm portfolio: a full close became a smaller one, or the policy leaves it alone there.</summary>
    PortfolioHeatWarm,

    /// <summary>Hot portfolio: what the policy says of a full close there.</summary>
    PortfolioHeatHot,

    /// <summary>Hot portfolio under a policy that holds partial exits back there.</summary>
    PortfolioHeatHotHold,

    /// <summary>A partial close that the policy leaves alone.</summary>
    PartialUnchanged,

    /// <summary>The kill score is high enough that no policy may weaken the action.</summary>
    KillOverride,

    /// <summary>A tighter stop passes every policy.</summary>
    StopUnchanged,

    /// <summary>The heat is not known and HEAT_FAIL_MODE lets what reduces risk pass unchanged.</summary>
    FailOpenReduce,
}
