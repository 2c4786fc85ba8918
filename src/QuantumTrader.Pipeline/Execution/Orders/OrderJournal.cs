using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Venue;

namespace QuantumTrader.Pipeline.Execution.Orders;

/// <summary>One document for each order, written before it is sent: after a crash it says what may be under way.</summary>
internal sealed class OrderJournal(IStateStore store)
{
    private const int MostRemembered = 4096;
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    // The events of an order follow it; whose they are is asked for each of them.
    private readonly Dictionary<string, string?> _plans = new(StringComparer.Ordinal);

    public ValueTask<Stored<JournalledOrder>> ReadAsync(string clientOrderId, CancellationToken cancellation) =>
        store.GetAsync(VenueDocuments.Journal(clientOrderId), cancellation);

    public ValueTask WriteAsync(JournalledOrder order, CancellationToken cancellation)
    {
        Remember(order.Request.ClientOrderId, order.PlanId);
        return store.SetAsync(VenueDocuments.Journal(order.Request.ClientOrderId), order, Life, cancellation);
    }

    /// <summary>Nothing of it was sent.</summary>
    public async ValueTask ForgetAsync(string clientOrderId, CancellationToken cancellation) =>
        await store.DeleteAsync(Keys.ExecutionJournal(clientOrderId), cancellation);

    /// <summary>The plan or intent that the order carries out; null for any other order.</summary>
    public async ValueTask<string?> PlanOfAsync(string clientOrderId, CancellationToken cancellation)
    {
        if (!ClientOrderId.IsOne(clientOrderId))
            return null;
        if (_plans.TryGetValue(clientOrderId, out var known))
            return known;
        var stored = await ReadAsync(clientOrderId, cancellation);
        Remember(clientOrderId, stored.Value?.PlanId);
        return stored.Value?.PlanId;
    }

    private void Remember(string clientOrderId, string? planId)
    {
        if (_plans.Count >= MostRemembered)
            _plans.Clear();
        _plans[clientOrderId] = planId;
    }
}
