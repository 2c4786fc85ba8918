namespace QuantumTrader.Deploy.Tests.Grafana;

/// <summary>No panel and no variable asks for what no stage exports.</summary>
public sealed class MetricUseTests(ITestOutputHelper output)
{
    /// <summary>Labels that Prometheus puts on every series when it scrapes.</summary>
    private static readonly string[] OfTheTarget = ["job", "instance", "service", "component", "environment"];

    /// <summary>Labels of <c>ALERTS</c>: its own, and those that an alert takes over from the series it is about.</summary>
    private static readonly string[] OfAlerts = [.. OfTheTarget, "alertname", "alertstate", "severity", "symbol", "stage"];

    [Fact]
    public void EveryMetric_IsExported() => Assert.Empty(
        from found in AllUses()
        where !MetricTable.HasSeries(found.Use.Metric) && found.Use.Metric is not ("up" or "ALERTS")
        select $"{found.Place}: {found.Use.Metric}");

    [Fact]
    public void EveryLabel_IsOnItsMetric()
    {
        var uses = AllUses().ToList();
        Assert.Empty(
            from found in uses
            from label in found.Use.Labels.Except(LabelsOf(found.Use.Metric))
            select $"{found.Place}: {found.Use.Metric} has no label {label}");
        output.WriteLine($"{uses.Count} uses of {uses.Select(found => found.Use.Metric).Distinct(StringComparer.Ordinal).Count()} series in {BoardFile.All.Count} boards");
    }

    [Fact]
    public void LegendsName_LabelsThatTheResultHas() => Assert.Empty(
        from board in BoardFile.All
        from panel in board.Panels
        from target in BoardFile.Targets(panel)
        let labels = PromQlReader.Read(BoardFile.Text(target, "expr")).SelectMany(use => use.Labels).ToHashSet(StringComparer.Ordinal)
        from name in NamesIn(BoardFile.Text(target, "legendFormat"))
        where !labels.Contains(name)
        select $"{board.Name}, {BoardFile.Text(panel, "title")}: {{{{{name}}}}}");

    /// <summary>A counter only says something as a rate or an increase; as it is, it says how long ago the process started.</summary>
    [Fact]
    public void Counters_AreRated_ExceptWhereTheTotalIsAskedFor() => Assert.Empty(
        from board in BoardFile.All
        from found in board.Expressions
        where !found.Place.Contains("Exporter Metrics", StringComparison.Ordinal) && !found.Place.Contains("variable", StringComparison.Ordinal)
        from use in PromQlReader.Read(found.Expression)
        where MetricTable.All.TryGetValue(use.Metric, out var metric) && metric.Type == "counter"
        where !found.Expression.Contains($"rate({use.Metric}", StringComparison.Ordinal) && !found.Expression.Contains($"increase({use.Metric}", StringComparison.Ordinal)
        select $"{found.Place}: {use.Metric}");

    [Fact]
    public void Gauges_AreNeverRated() => Assert.Empty(
        from board in BoardFile.All
        from found in board.Expressions
        from use in PromQlReader.Read(found.Expression)
        where MetricTable.All.TryGetValue(use.Metric, out var metric) && metric.Type == "gauge"
        where found.Expression.Contains($"rate({use.Metric}", StringComparison.Ordinal) || found.Expression.Contains($"increase({use.Metric}", StringComparison.Ordinal)
        select $"{found.Place}: {use.Metric}");

    private static IEnumerable<(string Place, MetricUse Use)> AllUses() =>
        from board in BoardFile.All
        from found in board.Expressions
        from use in PromQlReader.Read(found.Expression)
        select (found.Place, use);

    private static string[] LabelsOf(string series)
    {
        if (series == "up")
            return OfTheTarget;
        if (series == "ALERTS")
            return OfAlerts;
        if (MetricTable.All.TryGetValue(series, out var metric))
            return [.. metric.Labels, .. OfTheTarget];
        var histogram = series[..series.LastIndexOf('_')];
        return MetricTable.All.TryGetValue(histogram, out var parts) ? [.. parts.Labels, .. OfTheTarget, "le"] : [];
    }

    private static IEnumerable<string> NamesIn(string legend) =>
        legend.Split("{{").Skip(1).Select(part => part[..part.IndexOf("}}", StringComparison.Ordinal)]);
}
