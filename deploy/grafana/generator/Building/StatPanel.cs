using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>Figures in large type.</summary>
public sealed record StatPanel(string Title, string Description) : Panel(Title, Description)
{
    /// <summary>The whole tile takes the colour: for figures that have to be seen from afar.</summary>
    public bool Filled { get; init; }

    /// <summary>Shows the legends instead of the values, for series whose labels are the message.</summary>
    public bool NamesOnly { get; init; }

    protected override string Kind => "stat";

    protected override JsonObject Options() => new()
    {
        ["colorMode"] = Filled ? "background" : "value",
        ["graphMode"] = "none",
        ["justifyMode"] = "auto",
        ["orientation"] = "auto",
        ["percentChangeColorMode"] = "standard",
        ["reduceOptions"] = Fragments.LastValue(),
        ["showPercentChange"] = false,
        ["textMode"] = NamesOnly ? "name" : "auto",
        ["wideLayout"] = true,
    };
}
