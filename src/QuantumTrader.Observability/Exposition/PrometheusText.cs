using System.Buffers;
using System.Text;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Exposition;

/// <summary>
/// Writes metrics in the text format of Prometheus, version 0.0.4. A family that several sets have (one a stage) is written once, with the series of all of them, as the format asks.
/// Safe to use from any thread.
/// </summary>
/// <remarks>https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md</remarks>
public sealed class PrometheusText(IReadOnlyList<MetricSet> sets)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _gate = new();
    private int _families;
    private (SeriesWriter Writer, MetricFamily[] Parts)[] _plan = [];

    public void Write(IBufferWriter<byte> output)
    {
        lock (_gate)
        {
            // Families are made when a process starts and never go: what belongs together is found out once.
            if (sets.Sum(set => set.Families.Count) is var families && families != _families)
            {
                _plan = [.. sets.SelectMany(set => set.Families).GroupBy(family => family.Name, StringComparer.Ordinal).Select(same => (new SeriesWriter(same.First()), same.ToArray()))];
                _families = families;
            }

            foreach (var (writer, parts) in _plan)
            {
                writer.Begin(output);
                foreach (var part in parts)
                    part.Read(writer);
            }
        }
    }

    /// <summary>As the format and the documentation name a kind.</summary>
    public static string WordOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    internal static byte[] Head(MetricFamily family) =>
        Encoding.UTF8.GetBytes($"# HELP {family.Name} {Escaped(family.Help)}\n# TYPE {family.Name} {WordOf(family.Kind)}\n");

    private static string Escaped(string help) => help.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
