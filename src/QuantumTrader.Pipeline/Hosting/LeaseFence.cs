using QuantumTrader.Messaging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Between a stage and the engine: a process that was paused in the middle of a step, and wakes when another one has the stage, writes nothing more. A step that takes long renews the
/// lease on its way.
/// </summary>
public sealed class LeaseFence(StageLease lease, TimeProvider time, string stage)
{
    private int _isRenewing;

    /// <summary>The same ports, whose writes are refused while the lease is not held.</summary>
    public StageContext Around(StageContext context) => context with { Store = new FencedStore(context.Store, this), Bus = new FencedBus(context.Bus, this) };

    /// <summary>Why a write is not carried out now; null: it may be.</summary>
    /// <remarks>The step is to be done again, by this process if nobody else has had the stage since.</remarks>
    internal EngineUnavailableException? Refusal
    {
        get
        {
            KeepAlive();
            return lease.IsHeld ? null : new EngineUnavailableException($"{stage}: its lease has ended in the middle of a step; nothing is written without it");
        }
    }

    /// <summary>Renews the lease when it is time. To be called at each call of a port, so that a start that reads for a long time keeps it too.</summary>
    internal void KeepAlive()
    {
        if (lease.IsHeld && time.GetUtcNow() >= lease.NextDue && Interlocked.Exchange(ref _isRenewing, 1) == 0)
            _ = RenewAsync();
    }

    // Beside the call that brought it up, so that writes keep their order. Whatever is wrong is found by the next step, which asks for the lease itself.
    private async Task RenewAsync()
    {
        try
        {
            await lease.TryHoldAsync(CancellationToken.None);
        }
        catch (Exception wrong) when (wrong is EngineUnavailableException or StageLeaseLostException)
        {
            // Not renewed.
        }
        finally
        {
            Volatile.Write(ref _isRenewing, 0);
        }
    }
}
