using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using QuantumTrader.Observability.Runtime;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability;

/// <summary>Pushes all metrics of the process to an OpenTelemetry collector, for those who do not scrape.</summary>
public static class OtlpPush
{
    // Above what a thousand symbols have in one family.
    private const int LargestFamily = 20_000;

    // The collector's path of metrics, which a full address must name when the protocol is HTTP.
    private const string MetricsPath = "v1/metrics";

    /// <returns>Null: no collector is set. Disposed, it pushes once more.</returns>
    public static IDisposable? Start(MetricsOptions options)
    {
        if (options.OtlpEndpoint is not { } endpoint)
            return null;
        return Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("quantum-trader", serviceVersion: BuildInfo.OfProgram.Version))
            .AddMeter(MetricSet.MeterPrefix + "*")
            .AddView("*", new MetricStreamConfiguration { CardinalityLimit = LargestFamily })
            .AddOtlpExporter((exporter, reader) =>
            {
                var isHttp = options.OtlpProtocol != "grpc";
                exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
                exporter.Endpoint = isHttp ? new Uri(endpoint.TrimEnd('/') + "/" + MetricsPath) : new Uri(endpoint);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.OtlpIntervalMs;
            })
            .Build();
    }
}
