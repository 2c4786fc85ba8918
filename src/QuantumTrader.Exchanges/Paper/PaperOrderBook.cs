using QuantumTrader.Domain.Orders;

namespace QuantumTrader.Exchanges.Paper;

/// <summary>
/// The orders of one symbol: those that rest, and the last ones that ended, so that a client id sent again is recognised.
/// </summary>
internal sealed class PaperOrderBook(string symbol, int endedKept)
{
    private readonly Dictionary<string, OrderReport> _byClientId = new(StringComparer.Ordinal);
    private readonly List<OrderReport> _open = [];
    private readonly Queue<string> _ended = new();

    /// <summary>How many orders were accepted; the number of the newest one.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Resting orders, oldest first.</summary>
    public IReadOnlyList<OrderReport> Open => _open;

    /// <summary>Ended orders that are still known, in the order in which they ended.</summary>
    public IEnumerable<OrderReport> Ended => _ended.Select(id => _byClientId[id]);

    public OrderReport? Find(string clientOrderId) => _byClientId.GetValueOrDefault(clientOrderId);

    public OrderReport Accept(OrderRequest request, long timeMs)
    {
        LastNumber++;
        var report = new OrderReport(request, $"{symbol}-o{LastNumber}", OrderStatus.New, 0, null, 0, 0, null, timeMs);
        _byClientId.Add(request.ClientOrderId, report);
        _open.Add(report);
        return report;
    }

    /// <summary>Ends a resting order in the given state.</summary>
    public void End(OrderReport ended)
    {
        var id = ended.Request.ClientOrderId;
        _open.RemoveAll(order => order.Request.ClientOrderId == id);
        Keep(ended);
    }

    public void Restore(PaperMarketState state)
    {
        LastNumber = state.LastOrderNumber;
        foreach (var order in state.OpenOrders)
        {
            _byClientId.Add(order.Request.ClientOrderId, order);
            _open.Add(order);
        }

        foreach (var order in state.EndedOrders)
            Keep(order);
    }

    private void Keep(OrderReport ended)
    {
        _byClientId[ended.Request.ClientOrderId] = ended;
        _ended.Enqueue(ended.Request.ClientOrderId);
        while (_ended.Count > endedKept)
            _byClientId.Remove(_ended.Dequeue());
    }
}
