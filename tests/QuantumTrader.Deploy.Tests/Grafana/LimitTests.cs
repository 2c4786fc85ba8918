using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QuantumTrader.Dashboards;
using QuantumTrader.Domain.Heat;
using YamlDotNet.RepresentationModel;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>Panels and alerts change their minds at the same numbers.</summary>
public sealed partial class LimitTests(ITestOutputHelper output)
{
    /// <summary>Alerts whose limit a board shows too, with that limit.</summary>
    private static readonly Dictionary<string, double> OfAlerts = new(StringComparer.Ordinal)
    {
        ["QuantumHarvestKillScoreHigh"] = Limits.KillScoreHigh,
        ["QuantumHarvestKillScoreCritical"] = Limits.KillScoreCritical,
        ["QuantumHarvestMetricsStale"] = Limits.HarvestStaleSeconds,
        ["QuantumSafeModeActive"] = Limits.SafeModeOn,
        ["QuantumPositionUnprotected"] = Limits.UnprotectedSeconds,
        ["QuantumMarketDataStale"] = Limits.MarketDataStaleSeconds,
        ["QuantumStageStalled"] = Limits.StageStalledSeconds,
        ["QuantumStageInputOld"] = Limits.StageInputOldSeconds,
        ["QuantumConsumerLagHigh"] = Limits.GroupLag,
        ["QuantumJournalBehind"] = Limits.JournalBehindSeconds,
        ["QuantumRedisMemoryHigh"] = Limits.RedisMemoryShare,
    };

    /// <summary>Where every panel that shows the metric by itself changes its colour.</summary>
    private static readonly Dictionary<string, double[]> OfMetrics = new(StringComparer.Ordinal)
    {
        ["quantum_harvest_kill_score"] = [Limits.KillScoreHigh, Limits.KillScoreCritical],
        ["quantum_harvest_r_net"] = [Limits.RNetFair, Limits.RNetGood],
        ["quantum_harvest_last_update_epoch"] = [Limits.HarvestStaleSeconds],
        ["quantum_safety_safe_mode"] = [Limits.SafeModeOn],
        ["quantum_safety_faults_last_1h"] = [Limits.FaultsSome, Limits.FaultsMany],
        ["quantum_safety_redis_up"] = [Limits.Any],
        ["quantum_kill_switch"] = [Limits.Any],
        ["quantum_apply_disarmed"] = [Limits.Any],
        ["quantum_position_stop_confirmed"] = [Limits.Any],
        ["quantum_stream_dead_letters"] = [Limits.Any],
        ["p26_heat_value"] = [Limits.HeatWarm, Limits.HeatHot],
        ["quantum_position_unprotected_seconds"] = [Limits.Any, Limits.UnprotectedSeconds],
        ["quantum_marketstate_last_bar_timestamp_seconds"] = [Limits.MarketDataStaleSeconds],
        ["quantum_stream_group_lag_entries"] = [Limits.GroupLag],
        ["quantum_journal_behind_seconds"] = [Limits.JournalBehindSeconds],
        ["quantum_journal_compaction_failed"] = [Limits.Any],
        ["p33_snapshot_age_seconds"] = [Limits.AccountStaleSeconds],
    };

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
            var metrics = BoardFile.Targets(panel).SelectMany(target => PromQlReader.Read(BoardFile.Text(target, "expr"))).Where(use => !use.IsFilter).Select(use => use.Metric).Distinct(StringComparer.Ordinal).Where(OfMetrics.ContainsKey).ToList();
            var isGraph = BoardFile.Text(panel, "type") == "timeseries";
            var showsLimits = !isGraph || panel["fieldConfig"]!["defaults"]!["custom"]!["thresholdsStyle"]!["mode"]!.GetValue<string>() != "off";
            if (metrics.Count != 1 || !showsLimits || BoardFile.Text(panel, "type") == "table")
                continue;
            Assert.True(OfMetrics[metrics[0]].SequenceEqual(Values(panel["fieldConfig"]!["defaults"]!["thresholds"]!)), $"{board.Name}, {BoardFile.Text(panel, "title")}: the limits of {metrics[0]}");
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
            where metric is not null && OfMetrics.ContainsKey(metric)
            select (Place: $"{board.Name}: {metric}", Expected: OfMetrics[metric], Actual: Values(property["value"]!));
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

    /// <summary>Reads the rules themselves; the numbers above are only what they are expected to be.</summary>
    [Fact]
    public void Alerts_FireAtTheLimitsOfTheBoards()
    {
        var folder = Path.Combine(SourceTree.Deploy, "prometheus", "rules");
        Assert.SkipUnless(Directory.Exists(folder), "deploy/prometheus/rules is not there: the boards were held against the numbers of the contract only");
        var rules = Directory.EnumerateFiles(folder, "*.yml").SelectMany(AlertsIn).ToDictionary(rule => rule.Name, rule => rule.Expression, StringComparer.Ordinal);
        Assert.All(OfAlerts, pair =>
        {
            Assert.True(rules.TryGetValue(pair.Key, out var expression), $"no rule {pair.Key}");
            var numbers = Comparison().Matches(expression!).Select(match => double.Parse(match.Groups["number"].Value));
            Assert.True(numbers.Contains(pair.Value), $"{pair.Key} does not compare with {pair.Value}: {expression}");
        });

        // Other rules may compare the same metrics: then with one of the same numbers.
        Assert.Empty(
            from rule in rules
            from Match match in DirectComparison().Matches(rule.Value)
            where OfMetrics.TryGetValue(match.Groups["metric"].Value, out var limits) && !limits.Append(0).Contains(double.Parse(match.Groups["number"].Value))
            select $"{rule.Key}: {match.Value}");
        output.WriteLine($"{rules.Count} alerts read, {OfAlerts.Count} held against the boards");
    }

    private static string? MetricOf(JsonObject panel, string column)
    {
        var source = panel["transformations"]![1]!["options"]!["renameByName"]!.AsObject().Single(pair => pair.Value!.GetValue<string>() == column).Key;
        var target = BoardFile.Targets(panel).SingleOrDefault(target => source == "Value" || source == $"Value #{BoardFile.Text(target, "refId")}");
        return target is null ? null : PromQlReader.Read(BoardFile.Text(target, "expr"))[0].Metric;
    }

    private static IEnumerable<double> Values(JsonNode thresholds) =>
        thresholds["steps"]!.AsArray().Where(step => step!["value"] is not null).Select(step => step!["value"]!.GetValue<double>());

    private static IEnumerable<(string Name, string Expression)> AlertsIn(string path)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(path);
        yaml.Load(reader);
        return [.. yaml.Documents[0].AllNodes.OfType<YamlMappingNode>()
            .Where(node => node.Children.ContainsKey("alert"))
            .Select(node => (((YamlScalarNode)node["alert"]).Value!, ((YamlScalarNode)node["expr"]).Value!))];
    }

    [GeneratedRegex(@"(==|>=|<=|>|<)\s*(?<number>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"(?<metric>[a-z][a-z0-9_]+)(\{[^}]*\})?\s*(==|>=|<=|>|<)\s*(?<number>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DirectComparison();
}
