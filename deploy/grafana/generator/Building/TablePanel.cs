using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A table of instant queries: their rows are merged by the labels they share, then put into the order of the columns.</summary>
public sealed record TablePanel(string Title, string Description) : Panel(Title, Description)
{
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Columns of the queries that carry nothing to read, besides the time.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Title of the column to sort by.</summary>
    public required string SortBy { get; init; }

    public bool Descending { get; init; }

    protected override string Kind => "table";

    protected override JsonObject Custom() => new()
    {
        ["align"] = "auto",
        ["cellOptions"] = new JsonObject { ["type"] = "auto" },
        ["inspect"] = false,
    };

    protected override JsonObject Options() => new()
    {
        ["cellHeight"] = "sm",
        ["frameIndex"] = 0,
        ["showHeader"] = true,
        ["sortBy"] = new JsonArray(new JsonObject { ["desc"] = Descending, ["displayName"] = SortBy }),
    };

    protected override JsonArray Overrides() => [.. Columns.Select(column => column.Override()).OfType<JsonObject>()];

    protected override JsonArray Transformations()
    {
        var hidden = new JsonObject { ["Time"] = true };
        foreach (var name in Hidden)
            hidden[name] = true;

        var order = new JsonObject();
        var names = new JsonObject();
        foreach (var column in Columns)
        {
            order[column.Source] = order.Count;
            names[column.Source] = column.Title;
        }

        return
        [
            new JsonObject { ["id"] = "merge", ["options"] = new JsonObject() },
            new JsonObject
            {
                ["id"] = "organize",
                ["options"] = new JsonObject { ["excludeByName"] = hidden, ["indexByName"] = order, ["renameByName"] = names },
            },
        ];
    }
}
