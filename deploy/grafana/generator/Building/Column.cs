using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A column of a table.</summary>
/// <param name="Source">What Grafana calls it: a label's name, or <c>Value</c>.</param>
public sealed record Column(string Source, string Title)
{
    public string? Unit { get; init; }

    public int? Decimals { get; init; }

    /// <summary>Colours the cell.</summary>
    public Steps? Steps { get; init; }

    /// <summary>Words in place of values, with their colours.</summary>
    public IReadOnlyList<Word> Words { get; init; } = [];

    public int? Width { get; init; }

    /// <summary>The cell holds a symbol and leads to its board.</summary>
    public bool LeadsToSymbol { get; init; }

    /// <summary>The column of the labels.</summary>
    public static Column Label(string name, string? title = null) => new(name, title ?? name);

    /// <summary>The labels' column that holds symbols.</summary>
    public static Column Symbol() => new("symbol", "symbol") { LeadsToSymbol = true };

    /// <summary>The value of the only query.</summary>
    public static Column Value(string title) => new("Value", title);

    /// <summary>The value of the query at this place; with more than one query Grafana names the columns by them.</summary>
    public static Column ValueOf(int query, string title) => new($"Value #{Query.RefId(query)}", title);

    internal JsonObject? Override()
    {
        var properties = new JsonArray();
        if (Unit is not null)
            Add(properties, "unit", Unit);
        if (Decimals is { } decimals)
            Add(properties, "decimals", decimals);
        if (Steps is not null)
            Add(properties, "thresholds", Steps.ToJson());
        if (Words.Count > 0)
            Add(properties, "mappings", Word.ToJson(Words));
        if (Steps is not null || Words.Count > 0)
            Add(properties, "custom.cellOptions", new JsonObject { ["type"] = "color-background", ["mode"] = "basic" });
        if (Width is { } width)
            Add(properties, "custom.width", width);
        if (LeadsToSymbol)
            Add(properties, "links", DataLink.FromCell.ToJson());
        return properties.Count == 0
            ? null
            : new JsonObject { ["matcher"] = new JsonObject { ["id"] = "byName", ["options"] = Title }, ["properties"] = properties };
    }

    private static void Add(JsonArray properties, string id, JsonNode value) =>
        properties.Add((JsonNode)new JsonObject { ["id"] = id, ["value"] = value });
}
