using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Pipeline.MarketState;

/// <summary>What became of the bars, how many were missing, and how new the newest is.</summary>
internal sealed class MarketStateMetrics(MetricSet metrics)
{
    private const double MillisecondsPerSecond = 1000;

    private readonly CounterFamily _bars = new(metrics, "quantum_marketstate_bars_total", "Bars by verdict.", "symbol", "verdict");
    private readonly CounterFamily _missing = new(metrics, "quantum_marketstate_missing_bars_total", "Bars that the gaps between taken bars lack.", "symbol");
    private readonly GaugeFamily _last = new(
        metrics, "quantum_marketstate_last_bar_timestamp_seconds", "End of the newest bar taken, Unix seconds.", "symbol");

    public void Declare(string symbol) => _missing.Declare(symbol);

    /// <param name="endMs">When the bar closed, Unix milliseconds.</param>
    public void Count(string symbol, BarDecision decision, long endMs)
    {
        _bars.Add(symbol, decision.Verdict.ToCode());
        if (decision.MissingBars > 0)
            _missing.Add(decision.MissingBars, symbol);
        if (decision.IsTaken)
            _last.Set(endMs / MillisecondsPerSecond, symbol);
    }
}
