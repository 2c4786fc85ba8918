using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A link from a figure to the board of its symbol, with the time range and the data source kept.</summary>
public sealed record DataLink
{
    private readonly string _symbol;

    private DataLink(string symbol) => _symbol = symbol;

    /// <summary>From a series with the label <c>symbol</c>.</summary>
    public static DataLink FromSeries { get; } = new("${__field.labels.symbol}");

    /// <summary>From a table's cell that holds the symbol.</summary>
    public static DataLink FromCell { get; } = new("${__value.raw}");

    internal JsonArray ToJson() =>
    [
        new JsonObject
        {
            ["title"] = "Open the board of this symbol",
            ["url"] = $"/d/{Names.SymbolBoardUid}?var-symbol={_symbol}&var-{DataSource.Variable}=${{{DataSource.Variable}}}&${{__url_time_range}}",
        },
    ];
}
