using QuantumTrader.Domain.Harvest;
using QuantumTrader.Domain.Safety;

namespace QuantumTrader.Domain.Plans;

/// <summary>Everything that the gates look at.</summary>
/// <param name="HasPlanId">The proposal names its act.</param>
/// <param name="Action">The effective action: what the heat gate lets pass.</param>
/// <param name="HasStop">The proposal names a new stop.</param>
/// <param name="KillScore">0.5 to 1.</param>
/// <param name="Kill">The kill switch, for all and for the symbol.</param>
/// <param name="IsAllowed">The symbol is in the allowlist.</param>
/// <param name="IsEngine">HARVEST_ENGINE lets proposals act; false: another engine does.</param>
/// <param name="AgeMs">Since the proposal was computed, milliseconds by the clock.</param>
/// <param name="MaxAgeMs">Above 0.</param>
/// <param name="IsTaken">The same act is on its way or done.</param>
/// <param name="IsDeferred">The same slice of the same act was too small for the venue a moment ago.</param>
public readonly record struct PlanCase(
    bool HasPlanId,
    HarvestAction Action,
    bool HasStop,
    double KillScore,
    KillState Kill,
    bool IsAllowed,
    bool IsEngine,
    long ComputedMs,
    long AgeMs,
    long MaxAgeMs,
    Provenance Source,
    ApplyMode Mode,
    bool IsTaken,
    bool IsDeferred);
