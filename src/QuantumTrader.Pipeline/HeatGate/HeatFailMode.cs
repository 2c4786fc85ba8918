namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>What the heat gate does with a close while the heat of the portfolio is not known.</summary>
public enum HeatFailMode
{
    /// <summary>No permit.</summary>
    Closed,

    /// <summary>A close reduces risk: it passes unchanged.</summary>
    Reduce,
}
