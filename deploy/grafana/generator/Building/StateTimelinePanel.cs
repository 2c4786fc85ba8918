using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>Which state held when, a line a series.</summary>
public sealed record StateTimelinePanel(string Title, string Description) : Panel(Title, Description)
{
    protected override string Kind => "state-timeline";

    protected override JsonObject Custom() => new() { ["fillOpacity"] = 80, ["lineWidth"] = 0 };

    protected override JsonObject Options() => new()
    {
        ["alignValue"] = "left",
        ["legend"] = Fragments.Legend(shown: false),
        ["mergeValues"] = true,
        ["rowHeight"] = 0.85,
        ["showValue"] = "never",
        ["tooltip"] = new JsonObject { ["mode"] = "single", ["sort"] = "none" },
    };
}
