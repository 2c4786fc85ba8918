namespace QuantumTrader.Exchanges.Paper;

/// <summary>What happened and is not confirmed, and which symbols differ from what was last saved: nothing changes without an event.</summary>
internal sealed class PaperEvents
{
    private readonly List<VenueEvent> _pending = [];
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

    public IReadOnlyList<VenueEvent> Pending => _pending.Count == 0 ? [] : [.. _pending];

    public IReadOnlyList<VenueEvent> Of(string symbol) => [.. _pending.Where(happened => happened.Symbol == symbol)];

    public void Add(VenueEvent happened)
    {
        _pending.Add(happened);
        _changed.Add(happened.Symbol);
    }

    public void Confirm(int count)
    {
        foreach (var happened in _pending.Take(count))
            _changed.Add(happened.Symbol);
        _pending.RemoveRange(0, count);
    }

    /// <summary>Takes up what was pending when the symbols were saved.</summary>
    public void Restore(IEnumerable<VenueEvent> pending) => _pending.AddRange(pending.OrderBy(happened => happened.TimeMs));

    /// <summary>The symbols that changed since the last call.</summary>
    public IReadOnlyList<string> TakeChanges()
    {
        if (_changed.Count == 0)
            return [];
        string[] changed = [.. _changed];
        _changed.Clear();
        return changed;
    }
}
