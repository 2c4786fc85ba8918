namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Median of all pairwise slopes of a sliding window, exact, for the price of one row of pairs per bar. Kept are a bracket
/// around the median, the number of slopes below it and the slopes inside it; a new bar takes out the pairs of the leaving
/// point and puts in those of the arriving one. Only when the middle ranks have drifted out of the bracket are all pairs gone
/// over again, with the old bracket as the guess.
/// </summary>
internal sealed class SlidingTheilSen : TrendSlope
{
    // Slopes on each side of the median, per point of the window. Wider brackets drift off less often and cost more per bar;
    // docs/decisions/0001-market-state-estimator.md has the measurements.
    private const int MarginPerPoint = 2;

    // Room for a bracket that has grown denser since it was laid, or whose guess was twice too wide.
    private const int CapacityPerPoint = 4 * MarginPerPoint;

    private readonly int _pairs;
    private readonly double[] _runsUp;
    private readonly double[] _runsDown;
    private readonly double[] _found;
    private readonly SortedMultiset _inside;
    private SlopeBracket _bracket;
    private int _below;
    private bool _isLaid;

    public SlidingTheilSen(int window) : base(window)
    {
        _pairs = window * (window - 1) / 2;
        _runsUp = new double[window - 1];
        _runsDown = new double[window - 1];
        for (var i = 0; i < window - 1; i++)
            _runsUp[i] = _runsDown[^(i + 1)] = i + 1;
        _found = new double[CapacityPerPoint * window];
        _inside = new SortedMultiset(CapacityPerPoint * window);
    }

    private int LowerRank => (_pairs - 1) / 2;

    private int UpperRank => _pairs / 2;

    public override void Slide(ReadOnlySpan<double> before)
    {
        if (!_isLaid)
            return;

        var leavingBelow = 0;
        var leaving = PairSlopes.FromFirst(before[..^1], _runsUp, _bracket, _found, ref leavingBelow);
        foreach (var slope in _found.AsSpan(0, leaving))
            _inside.Remove(slope);

        var arriving = PairSlopes.ToLast(before[1..], _runsDown, _bracket, _found, ref _below);
        foreach (var slope in _found.AsSpan(0, arriving))
            _isLaid &= _inside.TryAdd(slope);
        _below -= leavingBelow;
    }

    public override double Read(ReadOnlySpan<double> logPrices)
    {
        if (!_isLaid || LowerRank < _below || UpperRank >= _below + _inside.Total)
            LayBracket(logPrices);
        return (_inside.AtRank(LowerRank - _below) + _inside.AtRank(UpperRank - _below)) / 2.0;
    }

    public override void Clear()
    {
        _isLaid = false;
        _inside.Clear();
    }

    private void LayBracket(ReadOnlySpan<double> logPrices)
    {
        var (smallest, largest) = Extremes(logPrices);
        var search = new MedianSearch(_pairs, MarginPerPoint * Window, smallest, largest);
        var next = _isLaid && _inside.Total > 0
            ? search.Around(_bracket.Low, _below, _bracket.High, _below + _inside.Total)
            : search.Next();

        while (true)
        {
            _isLaid = TryCollect(logPrices, next, out var inside);
            _bracket = next;
            if (search.Learn(next, _below, inside) && _isLaid)
                return;
            next = search.Next();
        }
    }

    /// <returns>Whether all slopes inside could be kept; the counts are right either way.</returns>
    private bool TryCollect(ReadOnlySpan<double> y, in SlopeBracket bracket, out int inside)
    {
        _inside.Clear();
        _below = 0;
        inside = 0;
        var fits = true;
        var pending = 0;
        for (var from = 0; from < y.Length - 1; from++)
        {
            if (pending > _found.Length - Window)
            {
                // Equal slopes shrink to one entry here; when they still do not fit, only counting goes on.
                fits = fits && _inside.TryAddAll(_found.AsSpan(0, pending));
                pending = 0;
            }

            var found = PairSlopes.FromFirst(y[from..], _runsUp, bracket, _found.AsSpan(pending), ref _below);
            inside += found;
            pending += found;
        }

        return fits && _inside.TryAddAll(_found.AsSpan(0, pending));
    }

    // A slope over several bars is a mean of steps from bar to bar, so no slope is beyond the extreme steps.
    private static (double Smallest, double Largest) Extremes(ReadOnlySpan<double> y)
    {
        var smallest = y[1] - y[0];
        var largest = smallest;
        for (var i = 2; i < y.Length; i++)
        {
            var step = y[i] - y[i - 1];
            smallest = Math.Min(smallest, step);
            largest = Math.Max(largest, step);
        }

        // Beyond them by rounding only, which the widened bounds of a bracket cover.
        var widened = new SlopeBracket(smallest, largest);
        return (widened.SurelyBelow, widened.SurelyAbove);
    }
}
