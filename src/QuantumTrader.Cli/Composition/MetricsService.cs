using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Observability;
using QuantumTrader.Observability.Heartbeat;
using QuantumTrader.Observability.Runtime;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Cli.Composition;

/// <summary>The metrics of one process: a set and a heartbeat for each stage, the process's own figures, and the ports on which they are served.</summary>
internal sealed class MetricsService(IEngine engine, StageOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private readonly Dictionary<string, (MetricSet Metrics, StageHeartbeat Heartbeat)> _stages = new(StringComparer.Ordinal);
    private readonly MetricSet _process = new("process");
    private MetricsServer? _server;
    private IDisposable? _push;

    /// <summary>Told by the host how the stages fare.</summary>
    public IStageObserver Observer => new Observability.Heartbeat.Heartbeats(_stages.ToDictionary(one => one.Key, one => one.Value.Heartbeat, StringComparer.Ordinal));

    public IReadOnlyList<StageHeartbeat> Heartbeats => [.. _stages.Values.Select(stage => stage.Heartbeat)];

    /// <summary>What a stage is to be made with, so that it is metered.</summary>
    public StageContext Around(string stage, StageContext context)
    {
        var metrics = new MetricSet(stage);
        BuildInfo.Show(metrics);
        var heartbeat = new StageHeartbeat(metrics, time);
        _stages[stage] = (metrics, heartbeat);
        return heartbeat.Around(context with { Metrics = metrics });
    }

    /// <param name="stages">All stages of the process.</param>
    /// <exception cref="IOException">The port of an exporter is taken.</exception>
    public async Task StartAsync(IReadOnlyList<IStage> stages, CancellationToken cancellation)
    {
        var refresh = OnScrape();
        var endpoints = new List<MetricsEndpoint>();
        foreach (var (name, port) in PortPlan.Of([.. stages.Select(stage => stage.Name)], options.Metrics, options.SafetyExporter.Port))
        {
            var shown = stages.Where(stage => name is null || stage.Name == name).ToList();
            var exporters = shown.OfType<ExporterStage>().ToList();
            if (!IsFree(port))
            {
                GoOnWithout(new IOException($"port {port} is taken: the metrics of {name ?? "all stages together"} are not served"), stages);
                continue;
            }

            endpoints.Add(new MetricsEndpoint(port, [.. shown.Select(stage => _stages[stage.Name].Metrics), _process], new CombinedHealth([.. shown.Select(HealthOf)]))
            {
                Scraped = () =>
                {
                    refresh();
                    exporters.ForEach(exporter => exporter.Scraped());
                },
            });
        }

        if (endpoints.Count > 0)
            _server = await ServeAsync(endpoints, stages, cancellation);
        _push = OtlpPush.Start(options.Metrics);
    }

    public async ValueTask DisposeAsync()
    {
        _push?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task<MetricsServer?> ServeAsync(IReadOnlyList<MetricsEndpoint> endpoints, IReadOnlyList<IStage> stages, CancellationToken cancellation)
    {
        try
        {
            return await MetricsServer.StartAsync(IPAddress.Parse(options.Metrics.Address), endpoints, cancellation);
        }
        catch (IOException failed)
        {
            GoOnWithout(failed, stages);
            return null;
        }
    }

    // The pipeline protects positions with or without its metrics; exporters without a port are of no use to anybody.
    private void GoOnWithout(IOException failed, IReadOnlyList<IStage> stages)
    {
        if (stages.All(stage => stage is ExporterStage))
            throw failed;
        log.LogError("{Reason}", failed.Message);
    }

    private IHealth HealthOf(IStage stage) => stage as ExporterStage ?? (IHealth)_stages[stage.Name].Heartbeat;

    private Action OnScrape()
    {
        var process = new ProcessMetrics(_process, time);
        var journal = engine is EmbeddedEngine { Journal: not null } embedded ? new JournalMetrics(_process, embedded) : null;
        return () =>
        {
            process.Refresh();
            journal?.Refresh();
        };
    }

    // Asked before the server starts, which would give all ports up for one.
    private bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Parse(options.Metrics.Address), port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
