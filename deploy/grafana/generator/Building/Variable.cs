using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A choice at the top of a board.</summary>
public sealed record Variable
{
    private readonly JsonObject _model;

    private Variable(JsonObject model) => _model = model;

    public static Variable DataSourceChoice { get; } = new(new JsonObject
    {
        ["name"] = DataSource.Variable,
        ["label"] = "Data source",
        ["description"] = "The Prometheus that scrapes Quantum Trader.",
        ["type"] = "datasource",
        ["query"] = Names.DataSourceType,
        ["regex"] = "",
        ["refresh"] = 1,
        ["hide"] = 0,
        ["includeAll"] = false,
        ["multi"] = false,
        ["current"] = new JsonObject { ["text"] = "Prometheus", ["value"] = Names.DataSourceUid },
    });

    /// <summary>Symbols that the metric has series of; <paramref name="several"/> adds All and allows more than one.</summary>
    public static Variable Symbols(string metric, bool several)
    {
        var model = new JsonObject
        {
            ["name"] = "symbol",
            ["label"] = "Symbol",
            ["description"] = several ? "Symbols to show." : "The symbol to look into.",
            ["type"] = "query",
            ["datasource"] = DataSource.Chosen(),
            ["query"] = new JsonObject
            {
                ["qryType"] = 1,
                ["query"] = $"label_values({metric}, symbol)",
                ["refId"] = "PrometheusVariableQueryEditor-VariableQuery",
            },
            ["regex"] = "",
            ["refresh"] = 2,
            ["sort"] = 1,
            ["hide"] = 0,
            ["includeAll"] = several,
            ["multi"] = several,
        };
        if (several)
            model["current"] = new JsonObject { ["text"] = new JsonArray("All"), ["value"] = new JsonArray("$__all") };

        return new Variable(model);
    }

    internal JsonNode ToJson() => _model.DeepClone();
}
