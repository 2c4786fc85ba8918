using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>Figures in large type.</summary>
public sealed record StatPanel(string Title, string Description) : Panel(Title, Description)
{
    /// <summary>The whole tile takes the colour: for figures that have to be seen from afar.</summary>
    public bool Filled { get; init; }

    /// <summary>Shows the legends instead of the values, for series whose labels are the message.</summary>
    public bool NamesOnly { get; init; }

    /// <summary>Shows the legend beside the value even if there is only one.</summary>
    public bool WithNames { get; init; }

    /// <summary>Series, by their legends, that are judged by other limits than the rest.</summary>
    public IReadOnlyList<(string Legend, Steps Steps)> Others { get; init; } = [];

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
        ["textMode"] = NamesOnly ? "name" : WithNames ? "value_and_name" : "auto",
        ["wideLayout"] = true,
    };

    protected override JsonArray Overrides() =>
    [
        .. Others.Select(other => new JsonObject
        {
            ["matcher"] = new JsonObject { ["id"] = "byName", ["options"] = other.Legend },
            ["properties"] = new JsonArray(new JsonObject { ["id"] = "thresholds", ["value"] = other.Steps.ToJson() }),
        }),
    ];
}
