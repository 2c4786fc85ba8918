namespace QuantumTrader.Domain.Markets;

/// <summary>
/// Average true range of one symbol's bars, smoothed as J. Welles Wilder defined it (New Concepts in Technical Trading Systems, 1978): the first value is the mean of the first
/// <paramref name="period"/> true ranges, each later one moves 1/period of the way to the newest.
/// </summary>
/// <param name="period">Number of bars, 1 or more.</param>
public sealed class AverageTrueRange(int period)
{
    private double _sum;
    private int _count;
    private double _value;
    private Bar? _last;

    /// <summary>Quote currency; null before there are enough bars, and while nothing moves.</summary>
    public decimal? Value => _count >= period && (decimal)_value is > 0 and var value ? value : null;

    /// <summary>Open time of the newest bar, Unix milliseconds; null before the first.</summary>
    public long? NewestOpenTimeMs => _last?.OpenTimeMs;

    /// <summary>Takes a bar in; one that is not newer than the last is left out. After a hole longer than the period all starts anew.</summary>
    public void Add(Bar bar)
    {
        if (bar.OpenTimeMs <= NewestOpenTimeMs)
            return;
        if (_last is { } last && bar.OpenTimeMs - last.OpenTimeMs > period * bar.Interval.Milliseconds)
            (_sum, _count, _value, _last) = (0, 0, 0, null);
        var range = (double)RangeOf(bar);
        _last = bar;
        _count++;
        if (_count <= period)
            _value = (_sum += range) / _count;
        else
            _value += (range - _value) / period;
    }

    // A jump over night belongs to the range; the first bar has none before it.
    private decimal RangeOf(Bar bar) => _last is { } before
        ? Math.Max(bar.High, before.Close) - Math.Min(bar.Low, before.Close)
        : bar.High - bar.Low;
}
