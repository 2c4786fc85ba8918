using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>One expression of a panel.</summary>
public sealed record Query
{
    private Query(string expression, string legend, bool isNow, bool isTable)
    {
        Expression = expression;
        Legend = legend;
        IsNow = isNow;
        IsTable = isTable;
    }

    public string Expression { get; }

    public string Legend { get; }

    private bool IsNow { get; }

    private bool IsTable { get; }

    /// <summary>
    /// The value at the end of the time range. A single figure is asked for so and not as the last value of a range: a series that has
    /// ended must show as missing, not as what it last was.
    /// </summary>
    public static Query Now(string expression, string legend) => new(expression, legend, isNow: true, isTable: false);

    /// <summary>The values over the time range.</summary>
    public static Query Over(string expression, string legend) => new(expression, legend, isNow: false, isTable: false);

    /// <summary>A row for each series at the end of the time range, with its labels as columns.</summary>
    public static Query Rows(string expression) => new(expression, "__auto", isNow: true, isTable: true);

    internal static string RefId(int index) => ((char)('A' + index)).ToString();

    internal JsonObject ToJson(int index) => new()
    {
        ["datasource"] = DataSource.Chosen(),
        ["editorMode"] = "code",
        ["expr"] = Expression,
        ["format"] = IsTable ? "table" : "time_series",
        ["instant"] = IsNow,
        ["legendFormat"] = Legend,
        ["range"] = !IsNow,
        ["refId"] = RefId(index),
    };
}
