namespace QuantumTrader.Deploy.Tests.Prometheus;

/// <summary>Which series exist, and with which labels: what is exported, what a rule records, and what Prometheus makes itself.</summary>
internal static class SeriesNames
{
    // Made by the scrape, whatever the metric; le belongs to histograms.
    private static readonly string[] TargetLabels = ["job", "instance", "service", "component", "environment", "le"];

    private static readonly string[] HistogramParts = ["_bucket", "_sum", "_count"];

    public static bool Exists(string series) =>
        series is "up" or "ALERTS" || series.StartsWith("scrape_", StringComparison.Ordinal) || RuleFiles.Records.ContainsKey(series) || MetricTable.HasSeries(series);

    /// <summary>The labels that series of an expression can have; of a recorded one, those of what it is made of.</summary>
    public static IReadOnlySet<string> LabelsOf(IEnumerable<string> series)
    {
        var (labels, seen, rest) = (new HashSet<string>(TargetLabels), new HashSet<string>(), new Stack<string>(series));
        while (rest.TryPop(out var name))
        {
            if (!seen.Add(name))
                continue;
            if (RuleFiles.Records.TryGetValue(name, out var rule))
            {
                foreach (var part in PromQl.Read(rule.Expr).Series)
                    rest.Push(part);
            }
            else if (MetricTable.All.TryGetValue(MetricOf(name), out var metric))
            {
                labels.UnionWith(metric.Labels);
            }
        }

        return labels;
    }

    private static string MetricOf(string series) => MetricTable.All.ContainsKey(series)
        ? series
        : HistogramParts.Where(part => series.EndsWith(part, StringComparison.Ordinal)).Select(part => series[..^part.Length]).FirstOrDefault(series);
}
