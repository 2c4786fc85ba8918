using System.Text.Json.Nodes;
using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>The two boards whose panels are promised to the operators.</summary>
public sealed class DocumentedBoardsTests
{
    private const string Harvest = "quantum-harvest-control-p27.json";
    private const string Safety = "quantum-safety-telemetry-p1.json";

    private static readonly string[] ThreeSymbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

    [Fact]
    public void Safety_HasItsElevenPanels()
    {
        var board = BoardFile.Of(Safety);
        Assert.Equal("Quantum Safety Telemetry (P1)", BoardFile.Text(board.Json, "title"));
        (string Title, string Type)[] expected =
        [
            ("Exporter Metrics", "stat"), ("Fault Stream Length", "stat"), ("Faults Last Hour", "stat"), ("Global Safety Rate", "stat"), ("Last Fault Details", "table"),
            ("Redis Connectivity", "stat"), ("SAFE MODE Status", "stat"), ("Safe Mode TTL", "gauge"), ("Top 5 Symbols", "table"),
            ("Trade Intent Rate per Minute", "timeseries"), ("Trade Intent Stream Length", "timeseries"),
        ];
        Assert.Equal(expected, TitlesAndTypes(board));
        Assert.Equal(["reason", "symbol", "side", "timestamp"], ColumnsOf(board, "Last Fault Details"));
        Assert.Equal(["rank", "symbol", "count"], ColumnsOf(board, "Top 5 Symbols"));
        Assert.Equal(0, Panel(board, "Safe Mode TTL")["fieldConfig"]!["defaults"]!["min"]!.GetValue<double>());
        Assert.Equal(300, Panel(board, "Safe Mode TTL")["fieldConfig"]!["defaults"]!["max"]!.GetValue<double>());
        Assert.Equal([("0", "OFF", "green"), ("1", "ON", "red")], Words(Panel(board, "SAFE MODE Status")));
        Assert.Equal(["green", "yellow@10", "red@50"], StepsOf(Panel(board, "Faults Last Hour")));
        Assert.Equal(["red", "green@1"], StepsOf(Panel(board, "Redis Connectivity")));
    }

    [Fact]
    public void Harvest_RendersSevenPanelsForThreeSymbols()
    {
        var board = BoardFile.Of(Harvest);
        Assert.Equal("Quantum Harvest Control (P2.7)", BoardFile.Text(board.Json, "title"));
        (string Title, string Type)[] expected =
        [
            ("$symbol Components", "timeseries"), ("Actions Summary", "table"), ("Kill Score", "gauge"), ("New SL", "stat"), ("R_net", "stat"),
        ];
        Assert.Equal(expected, TitlesAndTypes(board));
        Assert.Equal(7, board.Panels.Sum(panel => panel["repeat"] is null ? 1 : ThreeSymbols.Length));
        Assert.Equal(["symbol", "kill_score", "R_net", "new_sl", "action", "regime_flip", "ts_drop"], ColumnsOf(board, "Actions Summary"));
        Assert.Equal(["red", "yellow@3", "green@7"], StepsOf(Panel(board, "R_net")));
        Assert.Equal(["green", "red@0.6", "dark-red@0.8"], StepsOf(Panel(board, "Kill Score")));
        var choice = Assert.Single(board.Variables, variable => BoardFile.Text(variable, "name") == "symbol");
        Assert.True(choice["multi"]!.GetValue<bool>() && choice["includeAll"]!.GetValue<bool>());
    }

    [Fact]
    public void HarvestComponents_StateAndApplyTheWeightsOfTheKernel()
    {
        var panel = Panel(BoardFile.Of(Harvest), "$symbol Components");
        Assert.Equal("symbol", panel["repeat"]!.GetValue<string>());
        Assert.Equal("normal", panel["fieldConfig"]!["defaults"]!["custom"]!["stacking"]!["mode"]!.GetValue<string>());
        var theta = new HarvestTheta();
        Assert.Equal(
            [
                ("quantum_harvest_k_regime_flip", theta.KRegimeFlip),
                ("quantum_harvest_k_sigma_spike", theta.KSigmaSpike),
                ("quantum_harvest_k_ts_drop", theta.KTsDrop),
                ("quantum_harvest_k_age_penalty", theta.KAgePenalty),
            ],
            BoardFile.Targets(panel).Select(target =>
            {
                var expression = BoardFile.Text(target, "expr");
                var weight = expression[..expression.IndexOf(" *", StringComparison.Ordinal)];
                Assert.EndsWith($"(weight {weight})", BoardFile.Text(target, "legendFormat"), StringComparison.Ordinal);
                return (PromQlReader.Read(expression).Single().Metric, double.Parse(weight));
            }));
    }

    [Fact]
    public void EveryBoard_IsRefreshedEveryTenSeconds_AndLinksTheOthers() => Assert.All(BoardFile.All, board =>
    {
        Assert.Equal("10s", BoardFile.Text(board.Json, "refresh"));
        Assert.Contains("quantum-trader", board.Json["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        var link = Assert.Single(board.Json["links"]!.AsArray())!;
        Assert.Equal("dashboards", link["type"]!.GetValue<string>());
        Assert.Equal("quantum-trader", Assert.Single(link["tags"]!.AsArray())!.GetValue<string>());
        Assert.True(link["keepTime"]!.GetValue<bool>());
    });

    /// <summary>A file that is wrapped for the import interface, or holds a placeholder for it, cannot be provisioned.</summary>
    [Fact]
    public void Files_CanBeProvisionedAsTheyAre() => Assert.All(BoardFile.All, board =>
    {
        Assert.Null(board.Json["dashboard"]);
        Assert.Null(board.Json["__inputs"]);
        Assert.DoesNotContain("${DS_", board.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.InRange(board.Json["schemaVersion"]!.GetValue<int>(), 39, 100);
    });

    private static IEnumerable<(string Title, string Type)> TitlesAndTypes(BoardFile board) =>
        board.Panels.Select(panel => (BoardFile.Text(panel, "title"), BoardFile.Text(panel, "type"))).OrderBy(panel => panel.Item1, StringComparer.Ordinal);

    private static JsonObject Panel(BoardFile board, string title) => board.Panels.Single(panel => BoardFile.Text(panel, "title") == title);

    private static IEnumerable<string> ColumnsOf(BoardFile board, string title)
    {
        var options = Panel(board, title)["transformations"]![1]!["options"]!;
        return options["indexByName"]!.AsObject().OrderBy(pair => pair.Value!.GetValue<int>()).Select(pair => options["renameByName"]![pair.Key]!.GetValue<string>());
    }

    private static IEnumerable<string> StepsOf(JsonObject panel) => panel["fieldConfig"]!["defaults"]!["thresholds"]!["steps"]!.AsArray()
        .Select(step => step!["value"] is { } value ? $"{step["color"]}@{value}" : $"{step["color"]}");

    private static IEnumerable<(string Value, string Text, string Colour)> Words(JsonObject panel) =>
        from pair in panel["fieldConfig"]!["defaults"]!["mappings"]![0]!["options"]!.AsObject()
        select (pair.Key, pair.Value!["text"]!.GetValue<string>(), pair.Value["color"]!.GetValue<string>());
}
