using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A bar a series, to compare many figures of one kind.</summary>
public sealed record BarGaugePanel(string Title, string Description) : Panel(Title, Description)
{
    protected override string Kind => "bargauge";

    protected override JsonObject Options() => new()
    {
        ["displayMode"] = "basic",
        ["legend"] = Fragments.Legend(shown: false),
        ["maxVizHeight"] = 300,
        ["minVizHeight"] = 16,
        ["minVizWidth"] = 8,
        ["namePlacement"] = "auto",
        ["orientation"] = "horizontal",
        ["reduceOptions"] = Fragments.LastValue(),
        ["showUnfilled"] = true,
        ["sizing"] = "auto",
        ["valueMode"] = "color",
    };
}
