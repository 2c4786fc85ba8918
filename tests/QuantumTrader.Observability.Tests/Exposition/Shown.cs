using System.Buffers;
using System.Text;
using QuantumTrader.Observability.Exposition;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Tests.Exposition;

/// <summary>What a scrape of some metrics says.</summary>
internal static class Shown
{
    public static string TextOf(params MetricSet[] sets)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new PrometheusText(sets).Write(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The lines of series whose names begin so.</summary>
    public static string[] SeriesOf(MetricSet metrics, string name) =>
        [.. TextOf(metrics).Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))];
}
