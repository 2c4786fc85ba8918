namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Decides whether a newly computed record is worth writing: the first of its symbol, changed enough, or the last one is too old. Written once
/// for all publishers.
/// </summary>
/// <remarks>
/// A record carries two times, and either may run out: when it was computed, and of when its inputs are. In a replay only the second moves on
/// between bars; on a quiet live market only the first.
/// </remarks>
public sealed class PublishGate<TRecord>(
    Func<TRecord, TRecord, bool> changedEnough, Func<TRecord, long> computedEpoch, Func<TRecord, long> inputsEpoch, double maxAgeSec)
    where TRecord : class
{
    private readonly Dictionary<string, TRecord> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withdrawn = new(StringComparer.Ordinal);

    public bool ShouldPublish(string symbol, TRecord candidate)
    {
        // From here on a write may stand, even one that is reported as failed.
        _withdrawn.Remove(symbol);
        return !_published.TryGetValue(symbol, out var last)
            || changedEnough(last, candidate)
            || computedEpoch(candidate) - computedEpoch(last) >= maxAgeSec
            || inputsEpoch(candidate) - inputsEpoch(last) >= maxAgeSec;
    }

    /// <summary>To be called after the write has succeeded; a write that failed is tried again at the next step.</summary>
    public void Published(string symbol, TRecord record) => _published[symbol] = record;

    /// <summary>Whether a record may still stand, published by this process or the one before it, now that there is nothing to say any more.</summary>
    public bool ShouldWithdraw(string symbol) => !_withdrawn.Contains(symbol);

    /// <summary>To be called after the deletion has succeeded; one that failed is tried again at the next step.</summary>
    public void Withdrawn(string symbol)
    {
        _published.Remove(symbol);
        _withdrawn.Add(symbol);
    }
}
