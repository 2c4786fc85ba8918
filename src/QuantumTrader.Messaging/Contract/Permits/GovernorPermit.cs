namespace QuantumTrader.Messaging.Contract.Permits;

/// <summary>The governor's permit. Contract section 6.2.</summary>
/// <param name="Decision">EXECUTE.</param>
/// <param name="ComputedQty">Base currency, the plan's share of the position as the governor saw it; null for a stop.</param>
/// <param name="ComputedNotional">Quote currency; null for a stop.</param>
/// <param name="CreatedAt">Unix seconds.</param>
/// <param name="Consumed">Always false: a permit that was used is gone.</param>
public sealed record GovernorPermit(
    bool Granted, string Symbol, string PlanId, string Decision, decimal? ComputedQty, decimal? ComputedNotional, long CreatedAt, bool Consumed);

/// <summary>The governor's refusal, key <c>quantum:governor:block:{plan_id}</c>.</summary>
/// <param name="Timestamp">Unix seconds.</param>
public sealed record GovernorBlock(string Reason, long Timestamp, string Symbol);

/// <summary>That apply is disarmed, key <c>quantum:governor:disarm:{YYYY-MM-DD}</c>.</summary>
/// <param name="Reason">Code of <c>DisarmReason</c>.</param>
/// <param name="Timestamp">Since when, Unix seconds.</param>
public sealed record GovernorDisarm(string Reason, long Timestamp);
