namespace QuantumTrader.Deploy.Tests;

/// <summary>The metrics that the stages export, as docs/metrics.md lists them; another test holds that file against the code.</summary>
internal static class MetricTable
{
    private const int Columns = 4;

    public static IReadOnlyDictionary<string, Metric> All { get; } = Read();

    /// <summary>Whether a series of this name is scraped: a metric, or a part of a histogram.</summary>
    public static bool HasSeries(string name) => All.ContainsKey(name)
        || ((string[])["_bucket", "_sum", "_count"]).Any(part =>
            name.EndsWith(part, StringComparison.Ordinal) && All.TryGetValue(name[..^part.Length], out var metric) && metric.Type == "histogram");

    private static Dictionary<string, Metric> Read() => File.ReadLines(Path.Combine(SourceTree.Docs, "metrics.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split('|', Columns, StringSplitOptions.TrimEntries))
        .ToDictionary(
            cells => cells[0].Trim('`'),
            cells => new Metric(cells[1], [.. cells[2].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(label => label.Trim('`'))]),
            StringComparer.Ordinal);

    /// <param name="Type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    internal sealed record Metric(string Type, IReadOnlyList<string> Labels);
}
