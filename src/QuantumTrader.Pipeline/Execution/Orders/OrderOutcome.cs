using QuantumTrader.Domain;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Exchanges;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>How an order from apply or the router ended.</summary>
/// <param name="Parts">What the venue said of each order that was sent for it; empty when nothing was.</param>
/// <param name="Error">Why not all of it went through; null when it did.</param>
/// <param name="MayRetry">Nothing was sent, and another attempt may fare better.</param>
internal sealed record OrderOutcome(IReadOnlyList<OrderReport> Parts, string? Error, bool MayRetry)
{
    public decimal Filled => Parts.Sum(part => part.FilledQuantity);

    /// <summary>A fill or an accepted stop says so.</summary>
    public bool IsExecuted => Filled > 0 || Parts.Any(part => part.IsAcceptedStop());

    public static OrderOutcome Refused(OrderRefusal refusal) => new([], refusal.ToCode(), refusal.MayRetry());

    public static OrderOutcome Of(IReadOnlyList<OrderReport> parts, string? error) => new(parts, error, MayRetry: false);
}
