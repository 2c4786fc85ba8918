using QuantumTrader.Domain.Governor;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>What the governor answers to a plan. Pure.</summary>
/// <param name="Refusal">Null: it is permitted.</param>
/// <param name="Quantity">The plan's share of the position, base currency; null for a stop.</param>
/// <param name="Notional">Its value, quote currency; null for a stop.</param>
internal sealed record GovernorAnswer(PlanRecord Plan, GovernorReason? Refusal, decimal? Quantity, decimal? Notional)
{
    private const decimal Percent = 100;

    public static GovernorAnswer Refused(PlanRecord plan, GovernorReason reason) => new(plan, reason, null, null);

    /// <exception cref="OverflowException">The value of the share is no number that can be held.</exception>
    public static GovernorAnswer Granted(PlanRecord plan, PlanStep step, PositionRecord position)
    {
        var quantity = position.Quantity * step.ClosePercent() / Percent;
        return new GovernorAnswer(plan, null, quantity, quantity * position.MarkPrice);
    }
}
