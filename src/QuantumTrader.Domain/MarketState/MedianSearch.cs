namespace QuantumTrader.Domain.MarketState;

/// <summary>
/// Finds a bracket around the two middle ranks of numbers that can only be counted. It holds an interval for each of the two
/// middle numbers and narrows both with every count; interpolation between counts gets there in a few, and bisection over the
/// representable numbers in between guarantees that it ends whatever the distribution.
/// </summary>
internal struct MedianSearch
{
    // Every third guess bisects; on smooth data the interpolations before it have long succeeded.
    private const int BisectEvery = 3;

    private readonly int _lowerRank;
    private readonly int _upperRank;
    private readonly int _lowestWanted;
    private readonly int _highestWanted;

    // The lower middle number is in [_low, _lowLimit], the upper one in [_highLimit, _high].
    private double _low;
    private double _lowLimit;
    private double _highLimit;
    private double _high;

    // How many numbers are below _low, and how many are not above _high.
    private int _belowLow;
    private int _upToHigh;
    private int _guesses;

    /// <param name="total">How many numbers there are; all are known to be in [smallest, largest].</param>
    /// <param name="marginBelow">Ranks the bracket shall reach below the middle.</param>
    /// <param name="marginAbove">Ranks the bracket shall reach above the middle.</param>
    public MedianSearch(int total, int marginBelow, int marginAbove, double smallest, double largest)
    {
        _lowerRank = (total - 1) / 2;
        _upperRank = total / 2;
        _lowestWanted = _lowerRank - marginBelow;
        _highestWanted = _upperRank + marginAbove;
        _low = _highLimit = smallest;
        _high = _lowLimit = largest;
        _upToHigh = total;
    }

    /// <summary>The next bracket to count, from all counts so far.</summary>
    public SlopeBracket Next()
    {
        if (++_guesses % BisectEvery == 0)
            return new SlopeBracket(OrderedDoubles.Midpoint(_low, _lowLimit), OrderedDoubles.Midpoint(_highLimit, _high));
        return Around(_low, _belowLow, _high, _upToHigh);
    }

    /// <summary>A bracket by linear interpolation, or extrapolation, from two bounds and how many numbers are below each.</summary>
    public readonly SlopeBracket Around(double low, int belowLow, double high, int belowHigh)
    {
        var perRank = (high - low) / (belowHigh - belowLow);
        var from = low + (_lowestWanted - belowLow) * perRank;
        var to = low + (_highestWanted - belowLow) * perRank;
        return new SlopeBracket(Ascending.Clip(from, _low, _lowLimit), Ascending.Clip(to, _highLimit, _high));
    }

    /// <summary>Takes in a count.</summary>
    /// <returns>Whether the bracket holds both middle ranks.</returns>
    public bool Learn(in SlopeBracket bracket, int below, int inside)
    {
        var upTo = below + inside;
        var lowHolds = below <= _lowerRank;
        var highHolds = upTo > _upperRank;
        if (lowHolds && bracket.Low > _low)
            (_low, _belowLow) = (bracket.Low, below);
        if (highHolds && bracket.High < _high)
            (_high, _upToHigh) = (bracket.High, upTo);
        if (!lowHolds)
            _lowLimit = Math.Min(_lowLimit, Math.BitDecrement(bracket.Low));
        if (!highHolds)
            _highLimit = Math.Max(_highLimit, Math.BitIncrement(bracket.High));

        // Both middle numbers on one side of the bracket: what bounds the near one bounds the other.
        if (below > _upperRank && bracket.Low <= _high)
            (_high, _upToHigh) = (Math.BitDecrement(bracket.Low), below);
        if (upTo <= _lowerRank && bracket.High >= _low)
            (_low, _belowLow) = (Math.BitIncrement(bracket.High), upTo);

        _lowLimit = Math.Min(_lowLimit, _high);
        _highLimit = Math.Max(_highLimit, _low);
        return lowHolds && highHolds;
    }
}
