namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>Which table the heat gate decides by.</summary>
public enum HeatPolicyChoice
{
    Harvest,
    Moderate,
    HoldHot,

    /// <summary>The rows of HEAT_POLICY_TABLE.</summary>
    Custom,
}
