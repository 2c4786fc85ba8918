namespace QuantumTrader.Domain.Markets;

/// <summary>The verdict on one bar.</summary>
/// <param name="MissingBars">Bars that should lie between the newest one and this one; 0 without a gap.</param>
/// <param name="Next">The sequence to judge the following bar with.</param>
public readonly record struct BarDecision(BarVerdict Verdict, long MissingBars, BarSequence Next)
{
    /// <summary>Whether the bar belongs to the window.</summary>
    public bool IsTaken => Verdict is BarVerdict.Taken or BarVerdict.GapWithin or BarVerdict.GapRestart;
}
