using Microsoft.Extensions.Logging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Runs a stage only while this process has its lease; until then it stands by. Several processes may be told to run the same stage: one does, and another takes over within a lease's
/// life when that one is gone. The stage does not know.
/// </summary>
public class LeasedStage(IStage inner, StageLease lease, TimeProvider time, ILogger log) : IStage, IAsyncDisposable
{
    private bool _started;
    private bool _saidStandby;

    public string Name => inner.Name;

    public IReadOnlyList<string> Inputs => inner.Inputs;

    /// <summary>This process runs the stage; false: it stands by.</summary>
    public bool IsRunning => lease.IsHeld;

    public DateTimeOffset? NextDue => _started && inner.NextDue is { } due && due < lease.NextDue ? due : lease.NextDue;

    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        if (await HoldsAsync(cancellation))
            await StartInnerAsync(cancellation);
    }

    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        if (!await HoldsAsync(cancellation))
            return false;
        if (!_started)
            await StartInnerAsync(cancellation);
        return await inner.StepAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await lease.ReleaseAsync(CancellationToken.None);
        }
        catch (Messaging.EngineUnavailableException)
        {
            // It ends by itself.
        }

        GC.SuppressFinalize(this);
    }

    private async ValueTask<bool> HoldsAsync(CancellationToken cancellation)
    {
        if (time.GetUtcNow() < lease.NextDue)
            return lease.IsHeld;
        var held = await lease.TryHoldAsync(cancellation);
        if (!held && !_saidStandby)
            log.LogInformation("standing by: {Holder} runs {Stage}", await lease.HolderAsync(cancellation), Name);
        _saidStandby = !held;
        return held;
    }

    private async ValueTask StartInnerAsync(CancellationToken cancellation)
    {
        await inner.StartAsync(cancellation);
        _started = true;
    }
}
