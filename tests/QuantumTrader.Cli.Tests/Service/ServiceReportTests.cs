using QuantumTrader.Cli.Service;
using QuantumTrader.Messaging;
using QuantumTrader.Observability.Heartbeat;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.Metering;

namespace QuantumTrader.Cli.Tests.Service;

/// <summary>What the service manager is told of two stages, look by look.</summary>
public sealed class ServiceReportTests : IAsyncDisposable
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly Manager _manager = new();
    private readonly Heartbeats _host;
    private readonly ServiceReport _report;

    public ServiceReportTests()
    {
        var stages = new[] { "feed", "apply" }.ToDictionary(name => name, name => new StageHeartbeat(new MetricSet(name), _clock));
        _host = new Heartbeats(stages);
        _report = new ServiceReport(_manager, [.. stages.Values], _clock);
    }

    [Fact]
    public void Ready_IsSaidOnce_WhenEveryStageHasStarted()
    {
        _report.Look();
        Step("feed");
        _report.Look();
        Assert.DoesNotContain("READY=1", _manager.Said);
        Assert.Equal("STATUS=apply: not started yet", _manager.Said[^1]);

        Step("apply");
        _report.Look();
        _report.Look();

        Assert.Equal(["STATUS=running", "READY=1"], _manager.Said.TakeLast(2));
    }

    [Fact]
    public void WithoutAWatchdog_NoSignOfLife()
    {
        Step("feed", "apply");
        Pass(60);

        Assert.DoesNotContain("WATCHDOG=1", _manager.Said);
    }

    [Fact]
    public void SignsOfLife_ComeTwiceInThePatience_AsLongAsEveryStageSteps()
    {
        _manager.Patience = TimeSpan.FromSeconds(30);
        for (var second = 0; second < 120; second++)
        {
            Step("feed", "apply");
            Pass(1);
        }

        Assert.InRange(_manager.SignsOfLife, 8, 10);
    }

    [Fact]
    public void AStageThatHangs_EndsTheSignsOfLife()
    {
        _manager.Patience = TimeSpan.FromSeconds(30);
        Step("feed", "apply");
        for (var second = 0; second < 16; second++)
        {
            Step("apply");
            Pass(1);
        }

        var before = _manager.SignsOfLife;
        for (var second = 0; second < 60; second++)
        {
            Step("apply");
            Pass(1);
        }

        Assert.Equal(before, _manager.SignsOfLife);
        Assert.Contains("STATUS=feed: no step for", _manager.Said[^1], StringComparison.Ordinal);

        Step("feed", "apply");
        _report.Look();
        Assert.Equal(before + 1, _manager.SignsOfLife);
    }

    /// <summary>A restart would not bring the engine back.</summary>
    [Fact]
    public void AnEngineThatIsAway_IsSaid_AndLeavesTheProcessAlive()
    {
        _manager.Patience = TimeSpan.FromSeconds(30);
        Step("feed", "apply");
        for (var second = 0; second < 60; second += 5)
        {
            foreach (var stage in (string[])["feed", "apply"])
                _host.Lost(new Named(stage), new EngineUnavailableException("Redis at 127.0.0.1:1 cannot be reached:\nrefused"));
            Pass(5);
        }

        Assert.InRange(_manager.SignsOfLife, 4, 6);
        Assert.Contains("STATUS=feed: Redis at 127.0.0.1:1 cannot be reached: refused; apply: Redis at 127.0.0.1:1 cannot be reached: refused", _manager.Said);
    }

    public ValueTask DisposeAsync() => _report.DisposeAsync();

    private void Step(params string[] stages) => Array.ForEach(stages, stage => _host.Stepped(new Named(stage), worked: false, TimeSpan.Zero));

    // The report looks every half second.
    private void Pass(int seconds)
    {
        for (var half = 0; half < 2 * seconds; half++)
        {
            _clock.AdvanceTo(_clock.GetUtcNow().AddSeconds(0.5));
            _report.Look();
        }
    }

    private sealed class Manager : IServiceManager
    {
        public TimeSpan? Patience { get; set; }

        public List<string> Said { get; } = [];

        public int SignsOfLife => Said.Count(state => state == "WATCHDOG=1");

        public void Tell(string state) => Said.Add(state);
    }

    private sealed class Named(string name) : IStage
    {
        public string Name => name;

        public IReadOnlyList<string> Inputs => [];

        public DateTimeOffset? NextDue => null;

        public ValueTask StartAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask<bool> StepAsync(CancellationToken cancellation) => ValueTask.FromResult(false);
    }
}
