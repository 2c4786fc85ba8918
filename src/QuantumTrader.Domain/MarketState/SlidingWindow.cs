namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// The newest values of a series as one contiguous span. Every value is written twice, one capacity apart, so that no window
/// ever wraps around and the vector kernels need no seam handling.
/// </summary>
internal sealed class SlidingWindow(int capacity)
{
    private readonly double[] _mirror = new double[2 * capacity];
    private int _next;

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    public void Add(double value)
    {
        _mirror[_next] = value;
        _mirror[_next + capacity] = value;
        _next = _next + 1 == capacity ? 0 : _next + 1;
        if (Count < capacity)
            Count++;
    }

    /// <summary>The newest <paramref name="length"/> values, oldest first; at most <see cref="Count"/>.</summary>
    public ReadOnlySpan<double> Last(int length) => _mirror.AsSpan(_next + capacity - length, length);

    public void Clear()
    {
        _next = 0;
        Count = 0;
    }
}
