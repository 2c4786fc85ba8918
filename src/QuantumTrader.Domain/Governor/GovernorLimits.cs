namespace QuantumTrader.Domain.Governor;

/// <summary>How much may be executed before the governor refuses more. Contract section 6.2.</summary>
/// <param name="PerHour">Executions of a symbol within an hour.</param>
/// <param name="PerFiveMinutes">Executions of a symbol within five minutes.</param>
/// <param name="NotionalPerDay">Value closed in a day (UTC) over all symbols, quote currency; 0: no limit.</param>
/// <param name="CooldownSeconds">Shortest time from an execution of a symbol to the next permit.</param>
public sealed record GovernorLimits(int PerHour, int PerFiveMinutes, decimal NotionalPerDay, double CooldownSeconds)
{
    /// <summary>Exits with a kill score this high pass every limit: the worse the edge, the freer the way out.</summary>
    public const double ExemptKillScore = 0.8;
}
