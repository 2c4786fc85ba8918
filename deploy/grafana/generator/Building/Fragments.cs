using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>Pieces that several kinds of panel have in common.</summary>
internal static class Fragments
{
    /// <summary>One figure a series: an instant query has one value, and it is taken.</summary>
    public static JsonObject LastValue() => new() { ["calcs"] = new JsonArray("lastNotNull"), ["fields"] = "", ["values"] = false };

    public static JsonObject Legend(bool shown, params string[] calculations) => new()
    {
        ["calcs"] = new JsonArray([.. calculations.Select(name => JsonValue.Create(name))]),
        ["displayMode"] = calculations.Length > 0 ? "table" : "list",
        ["placement"] = "bottom",
        ["showLegend"] = shown,
    };

    public static JsonObject Tooltip() => new() { ["mode"] = "multi", ["sort"] = "desc" };
}
