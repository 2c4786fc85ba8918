using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Operator.Notifications;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Operator.Tests.Notifications;

/// <summary>The notifier on an engine, with a clock that a test moves and a sink that keeps what is told. No HTTP is near.</summary>
internal sealed class StageBench : IAsyncDisposable
{
    private readonly IEngine _engine;

    /// <param name="engine">Of a test's own; null: an embedded one on the bench's clock.</param>
    public StageBench(IEngine? engine = null, DateTimeOffset? start = null)
    {
        Clock = new VirtualClock(start ?? Given.Start);
        _engine = engine ?? new EmbeddedEngine(Clock);
        Context = new StageContext(_engine.Store, _engine.Bus, Clock, Log);
    }

    public VirtualClock Clock { get; }

    public ListLog Log { get; } = new();

    public StageContext Context { get; }

    public ListSink Sink { get; private set; } = new();

    public NotificationMetrics Metrics { get; private set; } = null!;

    public NotifierStage Stage { get; private set; } = null!;

    /// <summary>A process begins, or begins again.</summary>
    public async Task StartAsync(NotificationOptions? options = null)
    {
        Sink = new ListSink();
        Metrics = new NotificationMetrics(new MetricSet("notifier"));
        Stage = new NotifierStage(Context, options ?? new NotificationOptions(), Sink, Metrics);
        await Stage.StartAsync(CancellationToken.None);
        await StepAsync();
    }

    /// <summary>Steps until there is nothing more to do.</summary>
    public async Task StepAsync()
    {
        while (await Stage.StepAsync(CancellationToken.None))
        {
        }
    }

    public async Task PassAsync(double seconds)
    {
        Clock.AdvanceTo(Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        await StepAsync();
    }

    /// <summary>What was told since the last time this was asked, and clears it.</summary>
    public string[] Told()
    {
        var told = Sink.Texts.ToArray();
        Sink.All.Clear();
        return told;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
