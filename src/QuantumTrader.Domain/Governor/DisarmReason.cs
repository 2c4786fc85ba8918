namespace QuantumTrader.Domain.Governor;

/// <summary>Why apply was put back to dry_run by itself. Contract section 6.2.</summary>
public enum DisarmReason
{
    /// <summary>GOV_DISARM_ON_ERROR_COUNT evaluations failed within an hour.</summary>
    EvaluationErrors,

    /// <summary>A symbol asked for more executions within five minutes than allowed: something repeats itself.</summary>
    BurstBreach,
}
