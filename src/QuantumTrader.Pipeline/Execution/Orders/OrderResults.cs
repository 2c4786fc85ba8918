using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Exchanges;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>
/// Tells how an order ended: a plan by its result, an intent that was not sent by a rejected execution. The executions themselves are told with the venue's events. The journal notes
/// that it was told, so that a crash before the acknowledgement does not tell it again.
/// </summary>
internal sealed class OrderResults(StageContext context, OrderJournal journal)
{
    private const string NotSent = "not_sent";

    public async ValueTask TellAsync(ExecutionOrderRecord order, OrderOutcome outcome, CancellationToken cancellation)
    {
        if (outcome.Error is { } error)
            context.Log.LogWarning("{Symbol} {Step} {PlanId}: {Error}", order.Symbol, order.Step, order.PlanId, error);
        if (!order.IsIntent)
            await context.Bus.AppendAsync(Keys.ApplyResults, ResultOf(order, outcome), cancellation);
        else if (outcome.Parts.Count == 0)
            await context.Bus.AppendAsync(Keys.ExecutionResults, RejectionOf(order), cancellation);

        // What was not sent has no journal; told again, it says the same.
        var id = ClientOrderId.Of(order.PlanId, order.Step);
        if (outcome.Parts.Count > 0 && (await journal.ReadAsync(id, cancellation)).Value is { } entry)
            await journal.WriteAsync(entry with { ReportedSentMs = order.SentMs, UpdatedMs = context.NowMs }, cancellation);
    }

    private ApplyResultRecord ResultOf(ExecutionOrderRecord order, OrderOutcome outcome)
    {
        var now = context.NowMs;
        var decision = outcome.Parts.Count > 0 ? PlanDecision.Execute : PlanDecision.Blocked;
        return new ApplyResultRecord(
            order.PlanId, order.TraceId, order.Symbol, decision, outcome.IsExecuted, WouldExecute: true, outcome.MayRetry, StepsOf(order, outcome),
            outcome.Error, now - order.ComputedMs, now, order.Source)
        {
            Attempt = order.Attempt,
        };
    }

    private static IReadOnlyList<StepResult> StepsOf(ExecutionOrderRecord order, OrderOutcome outcome)
    {
        var step = order.Step.ToWire();
        if (outcome.Parts.Count == 0)
        {
            var id = ClientOrderId.Of(order.PlanId, order.Step);
            return [new StepResult(step, NotSent, null, id, SideOf(order), order.Quantity, 0, null, ReduceOnly: true, outcome.Error)];
        }

        return [.. outcome.Parts.Select(part => new StepResult(
            step, WireNames.Of(part.Status), part.OrderId.Length > 0 ? part.OrderId : null, part.Request.ClientOrderId, WireNames.Of(part.Request.Side),
            part.Request.Quantity, part.FilledQuantity, part.AveragePrice, part.Request.OnlyReduces(), DetailsOf(part)))];
    }

    private static string? DetailsOf(OrderReport part) =>
        part.Rejection?.ToCode() ?? (part.Request.StopPrice is { } stop ? WireNumber.Format(stop) : null);

    private ExecutionResultRecord RejectionOf(ExecutionOrderRecord order) => new(
        order.Symbol, OrderSides.ToClose(order.PositionSide), order.Quantity ?? 0, order.StopPrice, "REJECTED", OrderId: null,
        ClientOrderId.Of(order.PlanId, order.Step), order.PlanId, EntryPrice: null, StopLoss: null, TakeProfit: null, Fee: null, RealizedPnl: null,
        order.Source, context.NowEpoch);

    private static string SideOf(ExecutionOrderRecord order) => WireNames.Of(OrderSides.ToClose(order.PositionSide));
}
