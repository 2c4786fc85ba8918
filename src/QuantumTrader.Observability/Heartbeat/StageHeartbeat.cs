using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Observability.Serving;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Observability.Heartbeat;

/// <summary>
/// What shows where the chain stands still: what goes into a stage and comes out of it, when it last did any work, and how new its input is. Taken at the ports and from the host, so
/// that no stage knows of it.
/// </summary>
public sealed class StageHeartbeat : IHealth
{
    // A host steps every stage at least once a second; one that has not come round for this long hangs or has lost the engine.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(15);

    // Steps take from microseconds (embedded) to seconds (an engine that answers late).
    private static readonly double[] s_stepSeconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly string _stage;
    private readonly TimeProvider _time;
    private readonly CounterFamily _in;
    private readonly CounterFamily _out;
    private readonly CounterFamily _failed;
    private readonly GaugeFamily _processed;
    private readonly GaugeFamily _newest;
    private readonly GaugeFamily _running;
    private readonly GaugeFamily _engineUp;
    private readonly CounterFamily _engineErrors;
    private readonly HistogramFamily _took;
    private readonly Lock _gate = new();
    private StreamId _newestId = StreamId.Zero;
    private DateTimeOffset? _lastStep;
    private DateTimeOffset? _lastSign;
    private string? _lost;
    private bool _isRunning;

    public StageHeartbeat(MetricSet metrics, TimeProvider time)
    {
        (_stage, _time) = (metrics.Name, time);
        _in = new CounterFamily(metrics, "quantum_stage_items_in_total", "Entries that were given to the stage.", "stage");
        _out = new CounterFamily(metrics, "quantum_stage_items_out_total", "Records that the stage wrote: entries, hashes and documents.", "stage");
        _failed = new CounterFamily(metrics, "quantum_stage_items_failed_total", "Entries that the stage gave up: in the dead letters.", "stage");
        _processed = new GaugeFamily(
            metrics, "quantum_stage_last_processed_timestamp_seconds", "When the stage last did any work, Unix seconds.", "stage");
        _newest = new GaugeFamily(
            metrics, "quantum_stage_newest_input_timestamp_seconds", "When the newest entry that the stage has seen was written, Unix seconds.", "stage");
        _running = new GaugeFamily(metrics, "quantum_stage_running", "1: this process runs the stage; 0: it stands by while another one does.", "stage");
        _engineUp = new GaugeFamily(
            metrics, "quantum_stage_engine_up", "1: the last step could reach the engine (Redis or embedded); 0: it could not.", "stage");
        _engineErrors = new CounterFamily(
            metrics, "quantum_stage_engine_errors_total", "Steps that ended because the engine could not be reached.", "stage");
        _took = new HistogramFamily(
            metrics, "quantum_stage_step_duration_seconds", "Time that a step with work in it took, seconds.", s_stepSeconds, "stage");
        foreach (var counter in (CounterFamily[])[_in, _out, _failed, _engineErrors])
            counter.Declare(_stage);
        _running.Set(0, _stage);
    }

    /// <summary>The engine's ports, as the stage is to see them.</summary>
    public StageContext Around(StageContext context) => context with { Store = new MeteredStore(context.Store, this), Bus = new MeteredBus(context.Bus, this) };

    public string? Problem()
    {
        lock (_gate)
        {
            if (_lost is not null)
                return $"{_stage}: {_lost}";
            return _lastStep is { } last && _time.GetUtcNow() - last is var silent && silent > s_silence
                ? $"{_stage}: no step for {silent.TotalSeconds:F0} s"
                : null;
        }
    }

    public string? NotReady()
    {
        lock (_gate)
            return _isRunning ? null : _lastStep is null ? $"{_stage}: not started yet" : $"{_stage}: stands by, another process runs it";
    }

    /// <summary>The stage has done a step, be it to stand by.</summary>
    public bool HasStarted
    {
        get
        {
            lock (_gate)
                return _lastStep is not null;
        }
    }

    /// <summary>It stands still inside a step. Not so while the engine is away: it keeps trying then, and a restart would not bring the engine back.</summary>
    public bool Hangs
    {
        get
        {
            lock (_gate)
                return _lastSign is { } last && _time.GetUtcNow() - last > s_silence;
        }
    }

    /// <summary>Takes what a host tells of the stage.</summary>
    internal void Stepped(bool isRunning, bool worked, TimeSpan took)
    {
        var now = _time.GetUtcNow();
        lock (_gate)
            (_lastStep, _lastSign, _lost, _isRunning) = (now, now, null, isRunning);
        _running.Set(isRunning ? 1 : 0, _stage);
        _engineUp.Set(1, _stage);
        if (!worked)
            return;
        _processed.Set(SecondsOf(now.ToUnixTimeMilliseconds()), _stage);
        _took.Record(took.TotalSeconds, _stage);
    }

    internal void Lost(EngineUnavailableException reason)
    {
        var now = _time.GetUtcNow();
        lock (_gate)
            (_lastSign, _lost) = (now, reason.Message);
        _engineUp.Set(0, _stage);
        _engineErrors.Add(_stage);
    }

    internal void Took<T>(IReadOnlyList<StreamEntry<T>> entries)
        where T : class, IWireRecord<T>
    {
        if (entries.Count == 0)
            return;
        _in.Add(entries.Count, _stage);
        var newest = entries[^1].Id;
        lock (_gate)
        {
            if (newest.CompareTo(_newestId) <= 0)
                return;
            _newestId = newest;
        }

        _newest.Set(SecondsOf(newest.Milliseconds), _stage);
    }

    internal void Wrote() => _out.Add(_stage);

    internal void GaveUp() => _failed.Add(_stage);

    private static double SecondsOf(long milliseconds) => milliseconds / 1000.0;
}
