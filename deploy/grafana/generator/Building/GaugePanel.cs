using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A figure on a scale with an end.</summary>
public sealed record GaugePanel(string Title, string Description) : Panel(Title, Description)
{
    protected override string Kind => "gauge";

    protected override JsonObject Options() => new()
    {
        ["barShape"] = "flat",
        ["barWidthFactor"] = 0.5,
        ["effects"] = new JsonObject(),
        ["minVizHeight"] = 75,
        ["minVizWidth"] = 75,
        ["orientation"] = "auto",
        ["reduceOptions"] = Fragments.LastValue(),
        ["segmentCount"] = 1,
        ["segmentSpacing"] = 0.3,
        ["shape"] = "gauge",
        ["showThresholdLabels"] = false,
        ["showThresholdMarkers"] = true,
        ["sizing"] = "auto",
    };
}
