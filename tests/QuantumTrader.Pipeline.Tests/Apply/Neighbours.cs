using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Tests.Apply;

/// <summary>Gates that permit every plan entry that they see, as often as it comes, and an execution that carries each order out once; neither ever crashes.</summary>
internal sealed class Neighbours(ApplyBench apply)
{
    private readonly HashSet<string> _executed = [];
    private int _plansSeen;
    private int _ordersSeen;

    /// <summary>Nothing is executed: orders pile up.</summary>
    public bool ExecutionRests { get; set; }

    /// <summary>Answers what is new.</summary>
    /// <returns>False: there was nothing.</returns>
    public async Task<bool> AnswerAsync()
    {
        var plans = await apply.PlansAsync();
        var orders = await apply.OrdersAsync();
        var isNew = plans.Count > _plansSeen || (orders.Count > _ordersSeen && !ExecutionRests);
        foreach (var plan in plans.Skip(_plansSeen).Where(plan => plan.Decision == PlanDecision.Execute))
            await apply.GrantBothAsync(plan.PlanId);
        _plansSeen = plans.Count;
        if (ExecutionRests)
            return isNew;
        foreach (var order in orders.Skip(_ordersSeen))
            await ExecuteAsync(order);
        _ordersSeen = orders.Count;
        return isNew;
    }

    // The client order id says whether it has been done.
    private async Task ExecuteAsync(ExecutionOrderRecord order)
    {
        if (_executed.Add(ClientOrderId.Of(order.PlanId, order.Step)))
            await apply.FinishAsync(order, executed: true, mayRetry: false);
    }
}
