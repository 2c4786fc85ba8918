namespace QuantumTrader.Messaging.Contract.Permits;

/// <summary>The three permits of a plan as they were consumed, key <see cref="Keys.PlanConsumed"/>: what the plan's order follows from, whoever has to send it.</summary>
/// <param name="Attempt">The calibrated entry that the plan was made of.</param>
/// <param name="PlanEntry">Id of the plan's own entry: only who has that one sends the order.</param>
/// <param name="ConsumedMs">Unix milliseconds.</param>
/// <param name="Governor">Text of the permit, as the other two.</param>
public sealed record ConsumedPermits(string? Attempt, string PlanEntry, long ConsumedMs, string Governor, string P33, string P26);
