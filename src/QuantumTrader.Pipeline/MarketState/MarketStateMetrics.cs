using System.Diagnostics.Metrics;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.MarketState;

/// <summary>What became of the bars, and how many were missing.</summary>
internal static class MarketStateMetrics
{
    private static readonly Meter Meter = new("QuantumTrader.Pipeline.MarketState");

    private static readonly Counter<long> Bars = Meter.CreateCounter<long>(
        "quantum_marketstate_bars_total", description: "Bars by verdict.");

    private static readonly Counter<long> MissingBars = Meter.CreateCounter<long>(
        "quantum_marketstate_missing_bars_total", description: "Bars that the gaps between taken bars lack.");

    public static void Count(string symbol, BarDecision decision)
    {
        Bars.Add(1, new("symbol", symbol), new("verdict", decision.Verdict.ToCode()));
        if (decision.MissingBars > 0)
            MissingBars.Add(decision.MissingBars, new KeyValuePair<string, object?>("symbol", symbol));
    }
}
