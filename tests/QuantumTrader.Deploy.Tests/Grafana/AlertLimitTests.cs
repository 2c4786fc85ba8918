using System.Text.RegularExpressions;
using QuantumTrader.Dashboards;
using YamlDotNet.RepresentationModel;

namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>Alerts fire where panels change their colours, so that no panel is green while its alert fires.</summary>
public sealed partial class AlertLimitTests(ITestOutputHelper output)
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
            where LimitsOfMetrics.All.TryGetValue(match.Groups["metric"].Value, out var limits) && !limits.Append(0).Contains(double.Parse(match.Groups["number"].Value))
            select $"{rule.Key}: {match.Value}");
        output.WriteLine($"{rules.Count} alerts read, {OfAlerts.Count} held against the boards");
    }

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
