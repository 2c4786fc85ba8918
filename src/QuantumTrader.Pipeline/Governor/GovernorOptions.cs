using QuantumTrader.Domain.Governor;
using QuantumTrader.Pipeline.Configuration;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>Settings of the governor, contract section 6.2.</summary>
[SettingsSection("governor", "limits on what is executed")]
public sealed class GovernorOptions
{
    [Setting("GOV_MAX_EXEC_PER_HOUR", Min = 1, Max = 100000, Help = "Closes of a symbol within an hour.")]
    public int MaxPerHour { get; init; } = 30;

    [Setting("GOV_MAX_EXEC_PER_5MIN", Min = 1, Max = 100000, Help = "Closes of a symbol within five minutes; asking for more disarms.")]
    public int MaxPerFiveMinutes { get; init; } = 6;

    [Setting("GOV_MAX_REDUCE_NOTIONAL_PER_DAY_USD", Unit = "USD", Min = 0, Max = 1e15, Help = "Value closed in a day (UTC) over all symbols; 0: no limit.")]
    public decimal MaxNotionalPerDayUsd { get; init; }

    [Setting("GOV_SYMBOL_COOLDOWN_SECONDS", Unit = "s", Min = 0, Max = 3600, Help = "Shortest time from a close of a symbol to the next one.")]
    public double CooldownSeconds { get; init; } = 5;

    [Setting("GOV_DISARM_ON_ERROR_COUNT", Min = 1, Max = 100000, Help = "Evaluations that fail within an hour and disarm.")]
    public int DisarmOnErrorCount { get; init; } = 5;

    public GovernorLimits ToLimits() => new(MaxPerHour, MaxPerFiveMinutes, MaxNotionalPerDayUsd, CooldownSeconds);
}
