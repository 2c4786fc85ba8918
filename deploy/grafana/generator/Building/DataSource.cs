using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>The data source that the viewer chose: every panel and every query names the variable, never a fixed one.</summary>
internal static class DataSource
{
    public const string Variable = "datasource";

    public static JsonObject Chosen() => new() { ["type"] = Names.DataSourceType, ["uid"] = "${" + Variable + "}" };
}
