namespace QuantumTrader.Domain.Plans;

/// <summary>What becomes of a plan that has all its permits.</summary>
public enum ApplyMode
{
    /// <summary>It is reported and nothing is sent.</summary>
    DryRun,

    /// <summary>It is sent to the paper venue.</summary>
    Paper,
}
