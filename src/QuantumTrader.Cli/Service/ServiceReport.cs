using QuantumTrader.Observability.Heartbeat;
using QuantumTrader.Observability.Serving;

namespace QuantumTrader.Cli.Service;

/// <summary>
/// Tells the service manager how the stages of the process fare: ready when all have started (one that stands by has), alive as long as none hangs, and in words what is wrong. While the
/// engine is away the process counts as alive: it goes on by itself when the engine is back.
/// </summary>
internal sealed class ServiceReport(IServiceManager manager, IReadOnlyList<StageHeartbeat> stages, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(0.5);

    private readonly CombinedHealth _health = new([.. stages]);
    private readonly CancellationTokenSource _stop = new();
    private Task _looking = Task.CompletedTask;
    private bool _isReady;
    private string? _status;
    private DateTimeOffset _lastSign = DateTimeOffset.MinValue;

    public void Start() => _looking = LookAsync();

    /// <summary>The process has begun to stop.</summary>
    public void Stopping() => manager.Tell("STOPPING=1\nSTATUS=stopping");

    /// <summary>One look at the stages, and what is to be said after it.</summary>
    internal void Look()
    {
        var status = _health.Problem() ?? _health.NotReady() ?? "running";
        if (status != _status)
            manager.Tell($"STATUS={status.ReplaceLineEndings(" ")}");
        _status = status;
        if (!_isReady && stages.All(stage => stage.HasStarted))
        {
            _isReady = true;
            manager.Tell("READY=1");
        }

        // Half of its patience, as sd_watchdog_enabled(3) advises, less what lies between two looks.
        if (manager.Patience is { } patience && time.GetUtcNow() - _lastSign >= (patience / 2) - s_look && !stages.Any(stage => stage.Hangs))
        {
            _lastSign = time.GetUtcNow();
            manager.Tell("WATCHDOG=1");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Look();
            await Task.Delay(s_look, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
