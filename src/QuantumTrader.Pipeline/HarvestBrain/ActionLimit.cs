namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>Counts acts within a sliding minute.</summary>
internal sealed class ActionLimit(int most)
{
    private const long WindowMs = 60_000;

    private readonly Queue<long> _taken = new();
    private int _held;

    /// <summary>Holds room for some of these acts.</summary>
    /// <returns>For how many.</returns>
    public int Hold(int wanted, long nowMs)
    {
        while (_taken.TryPeek(out var oldest) && oldest <= nowMs - WindowMs)
            _taken.Dequeue();
        var granted = Math.Clamp(most - _taken.Count - _held, 0, wanted);
        _held += granted;
        return granted;
    }

    /// <summary>What was held has been asked for.</summary>
    public void Commit(long nowMs)
    {
        for (; _held > 0; _held--)
            _taken.Enqueue(nowMs);
    }

    /// <summary>Nothing came of what was held.</summary>
    public void Release() => _held = 0;
}
