namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Numbers in ascending order, equal ones held once with their multiplicity: prices on a tick grid, or prices that stand
/// still, give equal slopes by the thousand, and a fixed capacity must hold them all.
/// </summary>
internal sealed class SortedMultiset(int capacity)
{
    private readonly double[] _values = new double[capacity];
    private readonly int[] _multiplicities = new int[capacity];
    private int _distinct;

    /// <summary>How many numbers are held, each as often as it was added.</summary>
    public int Total { get; private set; }

    /// <returns>False, and nothing added, when the number is a new one and there is no room left.</returns>
    public bool TryAdd(double value)
    {
        var at = PlaceOf(value);
        if (at == _distinct || _values[at] != value)
        {
            if (_distinct == capacity)
                return false;
            Shift(at, at + 1);
            _values[at] = value;
            _multiplicities[at] = 0;
        }

        _multiplicities[at]++;
        Total++;
        return true;
    }

    /// <exception cref="InvalidOperationException">The number is not held.</exception>
    public void Remove(double value)
    {
        var at = PlaceOf(value);
        if (at == _distinct || _values[at] != value)
            throw new InvalidOperationException($"{value:R} is not in the multiset");
        if (--_multiplicities[at] == 0)
            Shift(at + 1, at);
        Total--;
    }

    /// <summary>Adds many at once; sorts them in place, then merges from the back so that nothing is overwritten.</summary>
    /// <returns>False when the distinct numbers do not fit; the content is then undefined until <see cref="Clear"/>.</returns>
    public bool TryAddAll(Span<double> numbers)
    {
        numbers.Sort();
        var fresh = CountNew(numbers);
        if (_distinct + fresh > capacity)
            return false;

        var held = _distinct - 1;
        var write = _distinct + fresh - 1;
        for (var next = numbers.Length - 1; next >= 0;)
        {
            var value = numbers[next];
            while (held >= 0 && _values[held] > value)
                Place(write--, _values[held], _multiplicities[held--]);
            var multiplicity = held >= 0 && _values[held] == value ? _multiplicities[held--] : 0;
            for (; next >= 0 && numbers[next] == value; next--)
                multiplicity++;
            Place(write--, value, multiplicity);
        }

        _distinct += fresh;
        Total += numbers.Length;
        return true;
    }

    /// <summary>The number at a rank, counted from 0 for the smallest.</summary>
    public double AtRank(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, Total);
        if (Total == _distinct)
            return _values[rank];

        var at = 0;
        for (var passed = _multiplicities[0]; passed <= rank; passed += _multiplicities[at])
            at++;
        return _values[at];
    }

    public void Clear()
    {
        _distinct = 0;
        Total = 0;
    }

    private int CountNew(ReadOnlySpan<double> sorted)
    {
        var fresh = 0;
        var held = 0;
        for (var next = 0; next < sorted.Length; next++)
        {
            if (next > 0 && sorted[next] == sorted[next - 1])
                continue;
            while (held < _distinct && _values[held] < sorted[next])
                held++;
            if (held == _distinct || _values[held] != sorted[next])
                fresh++;
        }

        return fresh;
    }

    private void Place(int at, double value, int multiplicity)
    {
        _values[at] = value;
        _multiplicities[at] = multiplicity;
    }

    private void Shift(int from, int to)
    {
        Array.Copy(_values, from, _values, to, _distinct - from);
        Array.Copy(_multiplicities, from, _multiplicities, to, _distinct - from);
        _distinct += to - from;
    }

    private int PlaceOf(double value) => Ascending.PlaceOf(_values.AsSpan(0, _distinct), value);
}
