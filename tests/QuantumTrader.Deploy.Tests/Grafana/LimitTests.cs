using System.Text.Json.Nodes;
using QuantumTrader.Dashboards;
using QuantumTrader.Domain.Heat;
using QuantumTrader.Domain.Ladder;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>Panels change their colours at the limits of what they show.</summary>
public sealed class LimitTests(ITestOutputHelper output)
{
    [Fact]
    public void Limits_AreThoseOfTheContract()
    {
        Assert.Equal((0.6, 0.8, 90, 1), (Limits.KillScoreHigh, Limits.KillScoreCritical, Limits.HarvestStaleSeconds, Limits.SafeModeOn));
        Assert.Equal((10, 50, 3, 7), (Limits.FaultsSome, Limits.FaultsMany, Limits.RNetFair, Limits.RNetGood));
        Assert.Equal((20, 5, 10), (Limits.IntentsPerWindow, Limits.IntentsPerSymbolAndWindow, Limits.AccountStaleSeconds));
    }

    /// <summary>Single figures always carry the limits; a graph only if it draws limits. Tables have them in their columns.</summary>
    [Fact]
    public void Panels_ChangeColourAtTheLimitsOfTheirMetric()
    {
        var checkedPanels = 0;
        foreach (var (board, panel) in BoardFile.All.SelectMany(board => board.Panels.Select(panel => (board, panel))))
        {
            // A sum over symbols is on another scale than the metric.
            var uses = BoardFile.Targets(panel).Select(target => BoardFile.Text(target, "expr"))
                .Where(expression => !expression.StartsWith("sum(", StringComparison.Ordinal)).SelectMany(PromQlReader.Read);
            var metrics = uses.Where(use => !use.IsFilter).Select(use => use.Metric).Distinct(StringComparer.Ordinal).Where(LimitsOfMetrics.All.ContainsKey).ToList();
            var isGraph = BoardFile.Text(panel, "type") == "timeseries";
            var showsLimits = !isGraph || panel["fieldConfig"]!["defaults"]!["custom"]!["thresholdsStyle"]!["mode"]!.GetValue<string>() != "off";
            if (metrics.Count != 1 || !showsLimits || BoardFile.Text(panel, "type") == "table")
                continue;

            var values = Values(panel["fieldConfig"]!["defaults"]!["thresholds"]!);
            Assert.True(LimitsOfMetrics.All[metrics[0]].SequenceEqual(values), $"{board.Name}, {BoardFile.Text(panel, "title")}: the limits of {metrics[0]}");
            checkedPanels++;
        }

        Assert.InRange(checkedPanels, 20, int.MaxValue);
        output.WriteLine($"{checkedPanels} panels hold the limits of their metric");
    }

    /// <summary>The coloured cells of the tables.</summary>
    [Fact]
    public void Columns_ChangeColourAtTheLimitsOfTheirMetric()
    {
        var cells =
            from board in BoardFile.All
            from panel in board.Panels
            where BoardFile.Text(panel, "type") == "table"
            from rule in panel["fieldConfig"]!["overrides"]!.AsArray()
            from property in rule!["properties"]!.AsArray()
            where property!["id"]!.GetValue<string>() == "thresholds"
            let metric = MetricOf(panel, rule["matcher"]!["options"]!.GetValue<string>())
            where metric is not null && LimitsOfMetrics.All.ContainsKey(metric)
            select (Place: $"{board.Name}: {metric}", Expected: LimitsOfMetrics.All[metric], Actual: Values(property["value"]!));
        var all = cells.ToList();
        Assert.InRange(all.Count, 3, int.MaxValue);
        Assert.All(all, cell => Assert.Equal(cell.Expected, cell.Actual));
    }

    [Fact]
    public void WeightedStack_IsMarkedWhereTheScoreReachesItsLimits()
    {
        var panel = BoardFile.Of("quantum-harvest-control-p27.json").Panels.Single(panel => panel["repeat"] is not null);
        Assert.Equal(
            [Limits.KillScoreHigh, Limits.KillScoreCritical],
            Values(panel["fieldConfig"]!["defaults"]!["thresholds"]!).Select(z => Math.Round(1 / (1 + Math.Exp(-z)), 4)));
    }

    [Fact]
    public void Heat_PartsWhereTheGateParts()
    {
        Assert.Equal((HeatRule.DefaultHeatMin, HeatRule.DefaultHeatMax), (Limits.HeatWarm, Limits.HeatHot));
        Assert.Equal(HeatRule.DefaultKillOverride, Limits.KillScoreCritical);
    }

    [Fact]
    public void R_IsMarkedAtTheRungsOfTheDefaultLadder() => Assert.Equal(
        HarvestLadder.Default.Rungs.Select(rung => (double)rung.AtR), [Limits.FirstRung, Limits.SecondRung, Limits.ThirdRung]);

    private static string? MetricOf(JsonObject panel, string column)
    {
        var source = panel["transformations"]![1]!["options"]!["renameByName"]!.AsObject().Single(pair => pair.Value!.GetValue<string>() == column).Key;
        var target = BoardFile.Targets(panel).SingleOrDefault(target => source == "Value" || source == $"Value #{BoardFile.Text(target, "refId")}");
        return target is null ? null : PromQlReader.Read(BoardFile.Text(target, "expr"))[0].Metric;
    }

    private static IEnumerable<double> Values(JsonNode thresholds) =>
        thresholds["steps"]!.AsArray().Where(step => step!["value"] is not null).Select(step => step!["value"]!.GetValue<double>());
}
