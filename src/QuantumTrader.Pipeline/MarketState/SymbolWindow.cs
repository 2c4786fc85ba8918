using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.MarketState;

namespace QuantumTrader.Pipeline.MarketState;

/// <summary>The bars of one symbol: which are taken, and what they say.</summary>
internal sealed class SymbolWindow(MarketStateTheta theta, int maxGapBars)
{
    private readonly MarketStateEstimator _estimator = new(theta);
    private BarSequence? _sequence;
    private MarketStateReading _reading;

    public BarInterval Interval => _sequence?.Interval ?? BarInterval.OneMinute;

    /// <summary>End of the newest bar taken, Unix seconds.</summary>
    public long EndEpoch { get; private set; }

    public int Closes => _estimator.Count;

    /// <summary>What the bars say; null while there are too few of them.</summary>
    public MarketStateReading? Reading { get; private set; }

    public BarDecision Take(Bar bar)
    {
        // Closes of another spacing do not belong into the same window; a bar that is refused changes nothing.
        var isOfOtherSpacing = _sequence is { } current && current.Interval != bar.Interval;
        var sequence = isOfOtherSpacing ? null : _sequence;
        var decision = (sequence ?? new BarSequence(bar.Interval, maxGapBars)).Decide(bar);
        if (!decision.IsTaken)
            return decision;
        if (isOfOtherSpacing || decision.Verdict == BarVerdict.GapRestart)
            _estimator.Restart();
        _sequence = decision.Next;
        _estimator.Add((double)bar.Close);
        EndEpoch = bar.EndTimeMs / 1000;
        Reading = _estimator.TryRead(out _reading) ? _reading : null;
        return decision;
    }
}
