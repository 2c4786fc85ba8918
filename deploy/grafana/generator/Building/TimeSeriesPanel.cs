using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>Figures over time.</summary>
public sealed record TimeSeriesPanel(string Title, string Description) : Panel(Title, Description)
{
    public Drawing Drawing { get; init; }

    /// <summary>Draws the limits across the graph.</summary>
    public bool ShowLimits { get; init; }

    protected override string Kind => "timeseries";

    // The limits colour the lines that stand for them; the series keep colours of their own, else two series could not be told apart.
    protected override string ColourMode => "palette-classic";

    protected override JsonObject Custom() => new()
    {
        ["axisPlacement"] = "auto",
        ["barAlignment"] = 0,
        ["drawStyle"] = Drawing == Drawing.Bars ? "bars" : "line",
        ["fillOpacity"] = Drawing switch { Drawing.Bars => 70, Drawing.Stacked => 40, _ => 8 },
        ["gradientMode"] = "none",
        ["lineInterpolation"] = Drawing == Drawing.Steps ? "stepAfter" : "linear",
        ["lineWidth"] = 1,
        ["pointSize"] = 4,
        ["showPoints"] = "never",
        ["spanNulls"] = false,
        ["stacking"] = new JsonObject { ["group"] = "A", ["mode"] = Drawing is Drawing.Stacked or Drawing.Bars ? "normal" : "none" },
        ["thresholdsStyle"] = new JsonObject { ["mode"] = ShowLimits ? "dashed" : "off" },
    };

    protected override JsonObject Options() => new() { ["legend"] = Fragments.Legend(shown: true), ["tooltip"] = Fragments.Tooltip() };
}
