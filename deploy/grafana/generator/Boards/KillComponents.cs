using System.Globalization;
using QuantumTrader.Dashboards.Building;

namespace QuantumTrader.Dashboards.Boards;

/// <summary>The stack of the weighted components of one symbol's kill score; two boards show it.</summary>
internal static class KillComponents
{
    /// <summary>Expects the variable <c>$symbol</c> to stand for one symbol.</summary>
    public static TimeSeriesPanel Stack(string title, string description) => new(title, description)
    {
        Width = 8,
        Height = 8,
        Unit = Units.Number,
        Decimals = 3,
        Min = 0,
        Drawing = Drawing.Stacked,
        ShowLimits = true,
        Steps = Steps.KillSum,
        Queries =
        [
            Component("quantum_harvest_k_regime_flip", "Regime flip", KillWeights.RegimeFlip),
            Component("quantum_harvest_k_sigma_spike", "Sigma spike", KillWeights.SigmaSpike),
            Component("quantum_harvest_k_ts_drop", "TS drop", KillWeights.TrendDrop),
            Component("quantum_harvest_k_age_penalty", "Age penalty", KillWeights.AgePenalty),
        ],
    };

    private static Query Component(string metric, string name, double weight)
    {
        var factor = weight.ToString("0.0", CultureInfo.InvariantCulture);
        return Query.Over($"{factor} * max by (symbol) ({metric}{{symbol=\"$symbol\"}})", $"{name} (weight {factor})");
    }
}
