namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Median of all pairwise slopes of a sliding window, exact, for the price of two rows of pairs per bar. Kept are a bracket
/// around the median, the number of slopes below it and the slopes inside it; a new bar takes out the pairs of the leaving
/// point and puts in those of the arriving one. Only when the middle ranks have drifted out of the bracket are all pairs gone
/// over again, with the old bracket as the guess.
/// </summary>
internal sealed class SlidingTheilSen : TrendSlope
{
    // Slopes the bracket shall hold, per point of the window. Wider brackets drift off less often and cost more per bar;
    // docs/decisions/0001-market-state-estimator.md has the measurements.
    private const int WidthPerPoint = 4;

    // While prices run to one side the middle ranks drift that way for many bars; most of a new bracket lies ahead of them.
    private const double ShareAhead = 0.9;

    // Room for a bracket that has grown denser since it was laid, or whose guess was too wide.
    private const int CapacityPerPoint = 2 * WidthPerPoint;

    private readonly int _pairs;
    private readonly PairSlopes _slopes;
    private readonly BucketedMultiset _inside;
    private SlopeBracket _bracket;
    private int _below;
    private bool _isLaid;

    public SlidingTheilSen(int window) : base(window)
    {
        _pairs = window * (window - 1) / 2;
        _slopes = new PairSlopes(window);
        _inside = new BucketedMultiset(CapacityPerPoint * window, WidthPerPoint * window);
    }

    private int LowerRank => (_pairs - 1) / 2;

    private int UpperRank => _pairs / 2;

    public override void Slide(ReadOnlySpan<double> before)
    {
        if (!_isLaid)
            return;

        var leavingBelow = 0;
        _slopes.AddFromFirst(before[..^1], _bracket, ref leavingBelow);
        foreach (var slope in _slopes.TakeInside(_bracket, ref leavingBelow))
            _inside.Remove(slope);
        _below -= leavingBelow;

        _slopes.AddToLast(before[1..], _bracket, ref _below);
        foreach (var slope in _slopes.TakeInside(_bracket, ref _below))
            _isLaid &= _inside.TryAdd(slope);
    }

    public override double Read(ReadOnlySpan<double> logPrices)
    {
        if (!_isLaid || LowerRank < _below || UpperRank >= _below + _inside.Total)
            LayBracket(logPrices);
        return (_inside.AtRank(LowerRank - _below) + _inside.AtRank(UpperRank - _below)) / 2.0;
    }

    public override void Clear() => _isLaid = false;

    private void LayBracket(ReadOnlySpan<double> logPrices)
    {
        var (smallest, largest) = Extremes(logPrices);
        var width = WidthPerPoint * Window;
        var ahead = (int)(ShareAhead * width);
        var driftedDown = LowerRank < _below;
        var search = _isLaid
            ? new MedianSearch(_pairs, driftedDown ? ahead : width - ahead, driftedDown ? width - ahead : ahead, smallest, largest)
            : new MedianSearch(_pairs, width / 2, width / 2, smallest, largest);
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
        _inside.Reset(bracket);
        _below = 0;
        inside = 0;
        var fits = true;
        var last = y.Length - 2;
        for (var from = 0; from <= last; from++)
        {
            _slopes.AddFromFirst(y[from..], bracket, ref _below);
            if (!_slopes.IsFull && from < last)
                continue;

            var found = _slopes.TakeInside(bracket, ref _below);
            inside += found.Length;
            for (var i = 0; i < found.Length && fits; i++)
                fits = _inside.TryAdd(found[i]);
        }

        return fits;
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
