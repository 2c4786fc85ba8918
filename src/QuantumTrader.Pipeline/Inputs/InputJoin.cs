namespace QuantumTrader.Pipeline.Inputs;

/// <summary>
/// Holds a decision back, for a short while, until its inputs belong together. Stages run side by side: without this, a new price would be judged by
/// the market state of the bar before, and the same market would give other proposals when the stages run in processes of their own.
/// </summary>
public sealed class InputJoin(TimeSpan patience, TimeProvider time)
{
    private readonly Dictionary<string, DateTimeOffset> _waitingSince = new(StringComparer.Ordinal);

    /// <returns>Null: go on. Else the instant at which to look again.</returns>
    public DateTimeOffset? Wait(string symbol, bool together)
    {
        if (together)
        {
            _waitingSince.Remove(symbol);
            return null;
        }

        var now = time.GetUtcNow();
        if (!_waitingSince.TryGetValue(symbol, out var since))
            _waitingSince[symbol] = since = now;
        if (now - since < patience)
            return since + patience;
        _waitingSince.Remove(symbol);
        return null;
    }

    /// <summary>There is nothing to decide for the symbol any more.</summary>
    public void Forget(string symbol) => _waitingSince.Remove(symbol);
}
