using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Observability.Runtime;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.SafetyExporter;

/// <summary>
/// P1.2: reads the state of the safety kernel, of the switches, of the streams and of the engine, and shows it as metrics.
/// </summary>
public sealed class SafetyExporterStage : ExporterStage
{
    private readonly IEngine _engine;
    private readonly SwitchFigures _switches;
    private readonly FaultFigures _faults;
    private readonly IntentFigures _intents;
    private readonly RateFigures _rates;
    private readonly StreamFigures _streams;
    private readonly EngineGauges _engineGauges;
    private readonly GaugeFamily _lastError;
    private readonly CounterFamily _scrapes;

    public SafetyExporterStage(StageContext context, IEngine engine, SafetyExporterOptions options)
        : base(context, "sample", options.SampleIntervalSeconds)
    {
        _engine = engine;
        var metrics = context.Metrics;
        var malformed = new MalformedCounter(metrics, "quantum_safety_exporter_malformed_total");
        _switches = new SwitchFigures(metrics, engine, context.Time, malformed);
        _faults = new FaultFigures(metrics, engine.Bus, options.FaultLookbackMax, malformed);
        _intents = new IntentFigures(metrics, engine, options.FaultLookbackMax, malformed);
        _rates = new RateFigures(metrics, engine, options.WindowSeconds, malformed);
        _streams = new StreamFigures(metrics, engine.Bus, options.StreamName, malformed);
        _engineGauges = new EngineGauges(metrics);
        RedisUp = new GaugeFamily(
            metrics, "quantum_safety_redis_up", "1: the last sample succeeded; 0: the figures are those of the last good one.");
        _lastError = new GaugeFamily(metrics, "quantum_safety_redis_last_error_timestamp", "When a sample last failed, Unix seconds; 0: never.");
        _scrapes = new CounterFamily(metrics, "quantum_safety_exporter_scrapes_total", "Scrapes answered.");
        Errors = new CounterFamily(metrics, "quantum_safety_exporter_errors_total", "Samples that failed.");
        new GaugeFamily(metrics, "quantum_safety_exporter_build_info", "1, labelled with what runs.", "version", "deployment", "git")
            .Set(1, BuildInfo.OfProgram.Version, options.Deployment, BuildInfo.OfProgram.Git);
        _lastError.Set(0);
    }

    public override string Name => StageNames.SafetyExporter;

    protected override GaugeFamily RedisUp { get; }

    protected override CounterFamily Errors { get; }

    public override void Scraped() => _scrapes.Add();

    protected override void Failed(DateTimeOffset now) => _lastError.Set(now.ToUnixTimeSeconds());

    protected override async ValueTask LookAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // Alone on its way, so that its time is that of a round trip.
        var sent = Context.Time.GetTimestamp();
        await _engine.Store.GetLifeAsync(Keys.SafeMode, cancellation);
        var roundTrip = Context.Time.GetElapsedTime(sent);

        await _switches.SampleAsync(cancellation);
        await _faults.SampleAsync(now.ToUnixTimeSeconds(), cancellation);
        await _intents.SampleAsync(now, cancellation);
        await _rates.SampleAsync(now.ToUnixTimeSeconds(), cancellation);
        await _streams.SampleAsync(cancellation);
        _engineGauges.Show(await _engine.Monitor.ReadFiguresAsync(cancellation), roundTrip);
    }
}
