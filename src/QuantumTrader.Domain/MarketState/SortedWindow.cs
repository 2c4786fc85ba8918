namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// The values of a sliding window in ascending order. A binary search and one block move per step: for a few hundred values
/// in one cache-resident array that beats any tree.
/// </summary>
internal sealed class SortedWindow(int capacity)
{
    private readonly double[] _values = new double[capacity];
    private int _count;

    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    public void Insert(double value)
    {
        var at = PlaceOf(value);
        Array.Copy(_values, at, _values, at + 1, _count - at);
        _values[at] = value;
        _count++;
    }

    /// <summary>Only what lies between the two places moves, by one.</summary>
    /// <exception cref="InvalidOperationException">The leaving value is not in the window.</exception>
    public void Replace(double leaving, double arriving)
    {
        var from = PlaceOf(leaving);
        if (from == _count || _values[from] != leaving)
            throw new InvalidOperationException($"{leaving:R} is not in the sorted window");

        var to = PlaceOf(arriving);
        if (to > from)
        {
            to--;
            Array.Copy(_values, from + 1, _values, from, to - from);
        }
        else
        {
            Array.Copy(_values, to, _values, to + 1, from - to);
        }

        _values[to] = arriving;
    }

    public void Clear() => _count = 0;

    private int PlaceOf(double value) => Ascending.PlaceOf(Values, value);
}
