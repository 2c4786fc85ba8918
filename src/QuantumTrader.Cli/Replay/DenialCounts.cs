using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Counts why something was not done, by reason: what apply planned not to do, permits that a gate refused, intents that the router refused, plans that missed their permits or were not sent, orders that the venue
/// rejected. Each is counted where it was decided; a refused permit and the plan that then misses it are two.
/// </summary>
internal sealed class DenialCounts : IReplaySink
{
    /// <summary>The same act proposed again while it is on its way or done: usual, and told apart.</summary>
    public static readonly string Repeat = PlanReason.DuplicatePlan.ToCode();

    public SortedDictionary<string, int> ByReason { get; } = new(StringComparer.Ordinal);

    public void OnPlan(long epoch, PlanRecord plan)
    {
        if (plan.Decision != PlanDecision.Execute)
            Count(plan.ReasonCodes);
    }

    public void OnPermit(long epoch, PermitNoticeRecord notice)
    {
        if (!notice.Granted)
            Count(notice.Reason);
    }

    public void OnRejection(long epoch, RejectedIntentRecord rejection) => Count(rejection.Reason);

    public void OnVenueEvent(long epoch, VenueEventRecord happened)
    {
        if (happened is { Kind: VenueEventKind.Order, Reason: { } reason })
            Count(reason);
    }

    public void OnResult(long epoch, ApplyResultRecord result)
    {
        // What apply refused was counted with its plan, and what the venue rejected with its order.
        var isKnown = result.Decision != PlanDecision.Execute || result.Steps.Any(step => step.Status == WireNames.Of(OrderStatus.Rejected));
        if (result is { Executed: false, WouldExecute: false, Error: { } error } && !isKnown)
            Count(error);
    }

    private void Count(string reason) => ByReason[reason] = ByReason.GetValueOrDefault(reason) + 1;
}
