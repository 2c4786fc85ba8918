namespace QuantumTrader.Messaging.Contract.Permits;

/// <summary>The heat gate's permit. Contract section 6.3.</summary>
/// <param name="Action">The most that may be done, as <c>HarvestActions.ToWire</c> spells it.</param>
/// <param name="HeatBucket">Null when the heat is not known.</param>
/// <param name="CreatedAt">Unix seconds.</param>
public sealed record P26Permit(bool Granted, string Symbol, string PlanId, string Action, string? HeatBucket, long CreatedAt);
