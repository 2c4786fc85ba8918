using System.Buffers;
using System.Text;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Exposition;

/// <summary>
/// Writes metrics in the text format of Prometheus, version 0.0.4. A family that several sets have (one a stage) is written once, with the series of all of them, as the format asks.
/// </summary>
/// <remarks>https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md</remarks>
public static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void Write(IEnumerable<MetricSet> sets, IBufferWriter<byte> output)
    {
        foreach (var family in sets.SelectMany(set => set.Families).GroupBy(family => family.Name, StringComparer.Ordinal))
        {
            var series = new SeriesWriter(family.First(), output);
            foreach (var part in family)
                part.Read(series);
        }
    }

    internal static byte[] Head(MetricFamily family) =>
        Encoding.UTF8.GetBytes($"# HELP {family.Name} {Escaped(family.Help)}\n# TYPE {family.Name} {WordOf(family.Kind)}\n");

    /// <summary>As the format and the documentation name a kind.</summary>
    public static string WordOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    private static string Escaped(string help) => help.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
