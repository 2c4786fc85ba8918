namespace QuantumTrader.Domain.Markets;

/// <summary>
/// The order in which the bars of one symbol are taken (contract section 1): each once, by open time, with gaps measured. Holds no bars;
/// the window is its owner's, to be emptied on <see cref="BarVerdict.GapRestart"/>.
/// </summary>
/// <param name="MaxGapBars">Most bars that may be missing before the window restarts (MARKETSTATE_MAX_GAP_BARS), 0 or more.</param>
/// <param name="NewestOpenTimeMs">Open time of the newest bar taken; null before the first one.</param>
public readonly record struct BarSequence(BarInterval Interval, int MaxGapBars, long? NewestOpenTimeMs = null)
{
    public BarDecision Decide(Bar bar)
    {
        if (bar.Interval.Milliseconds != Interval.Milliseconds || Interval.Floor(bar.OpenTimeMs) != bar.OpenTimeMs)
            return new(BarVerdict.Misaligned, 0, this);
        if (bar.Open <= 0 || bar.High <= 0 || bar.Low <= 0 || bar.Close <= 0)
            return new(BarVerdict.InvalidPrice, 0, this);

        var next = this with { NewestOpenTimeMs = bar.OpenTimeMs };
        if (NewestOpenTimeMs is not { } newest)
            return new(BarVerdict.Taken, 0, next);
        if (bar.OpenTimeMs <= newest)
            return new(BarVerdict.Duplicate, 0, this);

        var missing = ((bar.OpenTimeMs - newest) / Interval.Milliseconds) - 1;
        var verdict = missing == 0 ? BarVerdict.Taken : missing <= MaxGapBars ? BarVerdict.GapWithin : BarVerdict.GapRestart;
        return new(verdict, missing, next);
    }
}
