namespace QuantumTrader.Operator.Notifications.Telling;

/// <summary>What was told lately, so that an entry that is delivered again, or a thing that two entries tell of, is told once. Forgets the oldest.</summary>
internal sealed class RecentIds(int most)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    /// <returns>False: it is known.</returns>
    public bool Add(string id)
    {
        if (!_ids.Add(id))
            return false;
        _order.Enqueue(id);
        if (_order.Count > most)
            _ids.Remove(_order.Dequeue());
        return true;
    }
}
