using System.Globalization;
using System.Net;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Observability.Serving;

/// <summary>Where the metrics of a process are served and pushed. Contract section 11.</summary>
[SettingsSection("metrics", "where metrics are served and pushed")]
public sealed class MetricsOptions : ICheckedOptions
{
    private const int HighestPort = 65535;

    [Setting("METRICS_PORT", Min = 0, Max = HighestPort,
        Help = "Port of a process with one stage, else of all its stages together; 0: nothing is served; empty: the documented port.")]
    public int? Port { get; init; }

    [Setting("METRICS_STAGE_PORTS", Help = "Ports of single stages that differ from the documented ones, as stage:port, comma-separated; port 0: none.")]
    public string? StagePortList { get; init; }

    [Setting("METRICS_ADDRESS", Help = "Address on which metrics are served.")]
    public string Address { get; init; } = "127.0.0.1";

    [Setting("OTEL_EXPORTER_OTLP_ENDPOINT", SecretInUrl = true, Help = "OpenTelemetry collector that metrics are pushed to; empty: none.")]
    public string? OtlpEndpoint { get; init; }

    [Setting("OTEL_EXPORTER_OTLP_PROTOCOL", Help = "How metrics are pushed: grpc or http/protobuf.")]
    public string OtlpProtocol { get; init; } = "grpc";

    [Setting("OTEL_METRIC_EXPORT_INTERVAL", Unit = "ms", Min = 100, Max = 3_600_000, Help = "How often metrics are pushed.")]
    public int OtlpIntervalMs { get; init; } = 60_000;

    /// <summary>What METRICS_STAGE_PORTS says, by stage.</summary>
    public IReadOnlyDictionary<string, int> StagePorts =>
        Pairs().ToDictionary(pair => pair.Stage, pair => pair.Port ?? throw new FormatException(pair.Text), StringComparer.Ordinal);

    public IEnumerable<SettingFault> Check()
    {
        if (!IPAddress.TryParse(Address, out _))
            yield return new SettingFault("METRICS_ADDRESS", Address, "must be an IP address");
        if (OtlpProtocol is not ("grpc" or "http/protobuf"))
            yield return new SettingFault("OTEL_EXPORTER_OTLP_PROTOCOL", OtlpProtocol, "must be grpc or http/protobuf");
        if (OtlpEndpoint is not null && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new SettingFault("OTEL_EXPORTER_OTLP_ENDPOINT", OtlpEndpoint, "must be a URL with http or https");
        foreach (var (text, stage, port) in Pairs())
        {
            if (port is null || !StageNames.All.Contains(stage))
                yield return new SettingFault("METRICS_STAGE_PORTS", text, "must be stage:port with a known stage and a port from 0 to 65535");
        }

        foreach (var twice in Pairs().GroupBy(pair => pair.Stage, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new SettingFault("METRICS_STAGE_PORTS", twice.Key, "must be named once");
    }

    private IEnumerable<(string Text, string Stage, int? Port)> Pairs() =>
        (StagePortList ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text =>
        {
            var parts = text.Split(':', StringSplitOptions.TrimEntries);
            var isPort = int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= HighestPort;
            return (text, parts[0], parts.Length == 2 && isPort ? port : (int?)null);
        });
}
