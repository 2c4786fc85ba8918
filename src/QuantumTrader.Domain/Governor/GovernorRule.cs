using QuantumTrader.Domain.Plans;

namespace QuantumTrader.Domain.Governor;

/// <summary>P3.2: whether what has been executed leaves room for one more. Pure. Contract section 6.2.</summary>
public static class GovernorRule
{
    private const double MillisecondsPerSecond = 1000;

    /// <returns>The limit that is reached, the first in the order hour, burst, cooldown, day; null: there is room.</returns>
    public static GovernorReason? Limit(PlanStep step, double killScore, ExecutionCounts counts, GovernorLimits limits, long nowMs)
    {
        // A stop only tightens: it is neither counted nor limited.
        if (!step.Closes() || killScore >= GovernorLimits.ExemptKillScore)
            return null;
        if (counts.Hour >= limits.PerHour)
            return GovernorReason.HourlyLimitExceeded;
        if (counts.FiveMinutes >= limits.PerFiveMinutes)
            return GovernorReason.BurstLimitExceeded;
        if (counts.LastMs is { } last && nowMs - last < limits.CooldownSeconds * MillisecondsPerSecond)
            return GovernorReason.SymbolCooldown;
        return limits.NotionalPerDay > 0 && counts.NotionalToday >= limits.NotionalPerDay ? GovernorReason.DailyLimitExceeded : null;
    }
}
