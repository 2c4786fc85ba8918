namespace QuantumTrader.Pipeline.Execution.Stops;

/// <summary>How often the stops of a symbol are moved: at most so many times within any minute.</summary>
internal sealed class StopRate(int mostPerMinute)
{
    private const long WindowMs = 60_000;
    private readonly Dictionary<string, Queue<long>> _moved = new(StringComparer.Ordinal);

    public bool Allows(string symbol, long nowMs)
    {
        if (!_moved.TryGetValue(symbol, out var times))
            return true;
        while (times.TryPeek(out var oldest) && oldest <= nowMs - WindowMs)
            times.Dequeue();
        return times.Count < mostPerMinute;
    }

    public void Count(string symbol, long nowMs)
    {
        if (!_moved.TryGetValue(symbol, out var times))
            _moved[symbol] = times = [];
        times.Enqueue(nowMs);
    }
}
