using System.Text.Json.Nodes;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>A dashboard as Grafana will read it: the tests look at the file and not at the code that made it.</summary>
internal sealed record BoardFile(string Name, JsonObject Json)
{
    public static string Folder { get; } = Path.Combine(SourceTree.Deploy, "grafana", "dashboards");

    public static IReadOnlyList<BoardFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)
            .Select(path => new BoardFile(Path.GetFileName(path), JsonNode.Parse(File.ReadAllText(path))!.AsObject())),
    ];

    public static TheoryData<string> Names => [.. All.Select(board => board.Name)];

    public static BoardFile Of(string name) => All.Single(board => board.Name == name);

    public string Uid => Json["uid"]!.GetValue<string>();

    /// <summary>Rows and panels, those inside closed rows too.</summary>
    public IEnumerable<JsonObject> Everything => Json["panels"]!.AsArray().Select(panel => panel!.AsObject())
        .SelectMany(panel => panel["panels"] is JsonArray inside ? [panel, .. inside.Select(child => child!.AsObject())] : (IEnumerable<JsonObject>)[panel]);

    public IEnumerable<JsonObject> Panels => Everything.Where(panel => Text(panel, "type") != "row");

    public IEnumerable<JsonObject> Variables => Json["templating"]!["list"]!.AsArray().Select(variable => variable!.AsObject());

    /// <summary>Every expression of the board, with where it stands.</summary>
    public IEnumerable<(string Place, string Expression)> Expressions =>
    [
        .. Panels.SelectMany(panel => Targets(panel).Select(target => ($"{Name}, {Text(panel, "title")}, {Text(target, "refId")}", Text(target, "expr")))),
        .. Variables.Where(variable => Text(variable, "type") == "query")
            .Select(variable => ($"{Name}, variable {Text(variable, "name")}", MetricOf(variable["query"]!["query"]!.GetValue<string>()))),
    ];

    public static IEnumerable<JsonObject> Targets(JsonObject panel) => panel["targets"]!.AsArray().Select(target => target!.AsObject());

    public static string Text(JsonObject owner, string name) => owner[name]!.GetValue<string>();

    /// <summary>Values of one setting in the overrides of a panel.</summary>
    public static IEnumerable<JsonNode?> Overridden(JsonObject panel, string id) =>
        from rule in panel["fieldConfig"]!["overrides"]!.AsArray()
        from property in rule!["properties"]!.AsArray()
        where property!["id"]!.GetValue<string>() == id
        select property["value"];

    /// <summary>The series in <c>label_values(series, label)</c>, written as an expression that uses the label.</summary>
    private static string MetricOf(string query)
    {
        const string Start = "label_values(";
        Assert.StartsWith(Start, query, StringComparison.Ordinal);
        var comma = query.LastIndexOf(',');
        return $"count by ({query[(comma + 1)..^1].Trim()}) ({query[Start.Length..comma]})";
    }
}
