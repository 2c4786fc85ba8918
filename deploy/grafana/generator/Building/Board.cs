using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuantumTrader.Dashboards.Building;

/// <summary>A dashboard.</summary>
/// <param name="Uid">Address of the board; also the name of its file. Never changed: links and bookmarks hold it.</param>
public sealed record Board(string Uid, string Title, string Description)
{
    /// <summary>Schema of Grafana 10.4; later releases bring it up to theirs when they load it.</summary>
    private const int SchemaVersion = 39;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",

        // The file is read by people and by Grafana, never put into a page as it is: quotes and angle brackets stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>Choices besides the data source.</summary>
    public IReadOnlyList<Variable> Variables { get; init; } = [];

    /// <summary>How far back the board looks when it is opened.</summary>
    public string From { get; init; } = "now-1h";

    public string FileName => Uid + ".json";

    /// <summary>The text of the file.</summary>
    public string ToText() => ToJson().ToJsonString(Format) + "\n";

    private JsonObject ToJson() => new()
    {
        ["uid"] = Uid,
        ["title"] = Title,
        ["description"] = Description,
        ["tags"] = new JsonArray(Names.Tag),
        ["schemaVersion"] = SchemaVersion,
        ["version"] = 1,
        ["id"] = null,
        ["editable"] = true,
        ["graphTooltip"] = 1,
        ["refresh"] = "10s",
        ["time"] = new JsonObject { ["from"] = From, ["to"] = "now" },
        ["timepicker"] = new JsonObject { ["refresh_intervals"] = new JsonArray("5s", "10s", "30s", "1m", "5m", "15m") },
        ["timezone"] = "utc",
        ["fiscalYearStartMonth"] = 0,
        ["weekStart"] = "",
        ["annotations"] = new JsonObject { ["list"] = new JsonArray(UserAnnotations()) },
        ["links"] = new JsonArray(OtherBoards()),
        ["templating"] = new JsonObject { ["list"] = new JsonArray([Variable.DataSourceChoice.ToJson(), .. Variables.Select(variable => variable.ToJson())]) },
        ["panels"] = new Grid().Place(Sections),
    };

    /// <summary>What Grafana itself adds to every board: notes that its users write.</summary>
    private static JsonObject UserAnnotations() => new()
    {
        ["builtIn"] = 1,
        ["datasource"] = new JsonObject { ["type"] = "grafana", ["uid"] = "-- Grafana --" },
        ["enable"] = true,
        ["hide"] = true,
        ["iconColor"] = "rgba(0, 211, 255, 1)",
        ["name"] = "Annotations & Alerts",
        ["type"] = "dashboard",
    };

    private static JsonObject OtherBoards() => new()
    {
        ["asDropdown"] = false,
        ["icon"] = "external link",
        ["includeVars"] = true,
        ["keepTime"] = true,
        ["tags"] = new JsonArray(Names.Tag),
        ["targetBlank"] = false,
        ["title"] = "Quantum Trader",
        ["tooltip"] = "The other boards, at the same time range",
        ["type"] = "dashboards",
        ["url"] = "",
    };
}
