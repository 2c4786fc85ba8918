namespace QuantumTrader.Domain.Plans;

/// <summary>What apply makes of a calibrated proposal. Contract section 6.1.</summary>
public enum PlanDecision
{
    /// <summary>Goes on to the permits.</summary>
    Execute,

    /// <summary>Nothing to do.</summary>
    Skip,

    /// <summary>A gate refuses it.</summary>
    Blocked,

    /// <summary>It cannot be understood.</summary>
    Error,
}
