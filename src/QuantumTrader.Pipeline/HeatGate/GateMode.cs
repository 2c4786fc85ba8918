namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>Whether the heat gate's word counts.</summary>
public enum GateMode
{
    /// <summary>It says what it would do, and the original action stays in force.</summary>
    Shadow,

    /// <summary>The calibrated action is in force.</summary>
    Enforce,
}
