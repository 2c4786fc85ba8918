using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Domain.Positions;

namespace QuantumTrader.Domain.Permits;

/// <summary>What the position state brain knows when it judges a plan.</summary>
/// <param name="Step">What the plan does; null when it does nothing.</param>
/// <param name="PlanSide">Side of the position that the plan was made for.</param>
/// <param name="PlanOpenedEpoch">When that position was opened, Unix seconds.</param>
/// <param name="AccountAgeSec">Seconds; below 0 for an account dated ahead, null when the venue's account is not known.</param>
/// <param name="Position">Null when the venue has none, or two at once.</param>
/// <param name="IsHedged">The symbol has a long and a short position: its one ledger stands for neither.</param>
/// <param name="Rules">What the venue accepts; null when it is not known.</param>
/// <param name="LedgerAmount">Signed, base currency; 0 without a ledger.</param>
/// <param name="LastPlanAgeSec">Seconds since the last fill of a plan; null when there has been none.</param>
/// <param name="IsOnHold">Partial closes of the symbol are held.</param>
/// <param name="IsDone">The plan has been carried out.</param>
public sealed record PositionQuestion(
    PlanStep? Step,
    PositionSide PlanSide,
    long PlanOpenedEpoch,
    long? AccountAgeSec,
    HeldPosition? Position,
    bool IsHedged,
    InstrumentRules? Rules,
    decimal LedgerAmount,
    long? LastPlanAgeSec,
    bool IsOnHold,
    bool IsDone);
