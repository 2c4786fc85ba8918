using System.Text.Json.Nodes;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>What every panel owes its reader.</summary>
public sealed class PanelTests
{
    private static readonly string[] Kinds = ["timeseries", "stat", "gauge", "table", "bargauge", "state-timeline"];

    /// <summary>Identifiers of Grafana's list of units that the boards use; a wrong one would be printed behind the figure as it is.</summary>
    private static readonly string[] KnownUnits =
        ["none", "short", "locale", "currencyUSD", "s", "ms", "bytes", "Bps", "cps", "cpm", "percentunit", "suffix: R", "dateTimeAsIso"];

    public static TheoryData<string> Boards => BoardFile.Names;

    [Theory]
    [MemberData(nameof(Boards))]
    public void Kinds_AreCurrent(string name) =>
        Assert.All(BoardFile.Of(name).Panels, panel => Assert.Contains(BoardFile.Text(panel, "type"), Kinds));

    [Theory]
    [MemberData(nameof(Boards))]
    public void PanelsAndQueries_UseTheChosenDataSource(string name)
    {
        var board = BoardFile.Of(name);
        Assert.All(board.Panels, panel => AssertChosen(panel["datasource"]));
        Assert.All(board.Panels.SelectMany(BoardFile.Targets), target => AssertChosen(target["datasource"]));
        Assert.All(board.Variables.Where(variable => BoardFile.Text(variable, "type") == "query"), variable => AssertChosen(variable["datasource"]));
        var choice = Assert.Single(board.Variables, variable => BoardFile.Text(variable, "type") == "datasource");
        Assert.Equal("datasource", BoardFile.Text(choice, "name"));
        Assert.Equal("prometheus", BoardFile.Text(choice, "query"));
        Assert.Same(choice, board.Variables.First());
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void Units_AreKnown(string name) => Assert.All(BoardFile.Of(name).Panels, panel =>
    {
        Assert.Contains(panel["fieldConfig"]!["defaults"]!["unit"]!.GetValue<string>(), KnownUnits);
        Assert.All(BoardFile.Overridden(panel, "unit"), unit => Assert.Contains(unit!.GetValue<string>(), KnownUnits));
    });

    /// <summary>What it tells and what to do: a title said again is not a description.</summary>
    [Theory]
    [MemberData(nameof(Boards))]
    public void Descriptions_SaySomething(string name) => Assert.All(BoardFile.Of(name).Panels, panel =>
    {
        var description = BoardFile.Text(panel, "description");
        Assert.True(description.Length >= 20 && description.EndsWith('.'), $"{BoardFile.Text(panel, "title")}: {description}");
    });

    /// <summary>A series that has ended must be missing and not show what it last was.</summary>
    [Theory]
    [MemberData(nameof(Boards))]
    public void SingleFigures_AreInstant(string name)
    {
        foreach (var panel in BoardFile.Of(name).Panels)
        {
            var overTime = BoardFile.Text(panel, "type") is "timeseries" or "state-timeline";
            Assert.All(BoardFile.Targets(panel), target =>
            {
                Assert.Equal(!overTime, target["instant"]!.GetValue<bool>());
                Assert.Equal(overTime, target["range"]!.GetValue<bool>());
            });
            if (!overTime)
                Assert.NotNull(panel["fieldConfig"]!["defaults"]!["noValue"]);
        }
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void Tables_AreMergedAndOrganised(string name) =>
        Assert.All(BoardFile.Of(name).Panels.Where(panel => BoardFile.Text(panel, "type") == "table"), panel =>
        {
            Assert.All(BoardFile.Targets(panel), target => Assert.Equal("table", BoardFile.Text(target, "format")));
            Assert.Equal(["merge", "organize"], panel["transformations"]!.AsArray().Select(step => step!["id"]!.GetValue<string>()));
            AssertColumns(panel);
        });

    [Theory]
    [MemberData(nameof(Boards))]
    public void RefIds_AreUnique(string name) => Assert.All(BoardFile.Of(name).Panels, panel =>
    {
        var ids = BoardFile.Targets(panel).Select(target => BoardFile.Text(target, "refId")).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    });

    /// <summary>Every column that the queries yield is either shown by a name of ours or hidden; none is named that does not come.</summary>
    private static void AssertColumns(JsonObject panel)
    {
        var options = panel["transformations"]![1]!["options"]!;
        var targets = BoardFile.Targets(panel).ToList();
        var values = targets.Select(target => targets.Count == 1 ? "Value" : $"Value #{BoardFile.Text(target, "refId")}");
        var labels = targets.SelectMany(target => PromQlGrouping.LabelsOf(BoardFile.Text(target, "expr")));
        Assert.Equal(
            values.Concat(labels).Append("Time").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            options["renameByName"]!.AsObject().Concat(options["excludeByName"]!.AsObject()).Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    private static void AssertChosen(JsonNode? source)
    {
        Assert.Equal("${datasource}", source!["uid"]!.GetValue<string>());
        Assert.Equal("prometheus", source["type"]!.GetValue<string>());
    }
}
