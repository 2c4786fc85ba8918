namespace QuantumTrader.Domain.Permits;

/// <summary>The limits of <see cref="PositionCheck"/>.</summary>
/// <param name="StaleSec">An account older than this allows nothing.</param>
/// <param name="CooldownSec">Least time between the execution of a plan and a partial close of the same symbol.</param>
/// <param name="QuantityTolerance">Part of the venue's amount by which the ledger may differ.</param>
public sealed record PositionLimits(double StaleSec, double CooldownSec, decimal QuantityTolerance);
