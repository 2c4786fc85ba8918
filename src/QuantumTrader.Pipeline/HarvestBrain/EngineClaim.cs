using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>
/// Says in the store that the brain acts on positions, as long as it does. Apply may run in a process that was given another HARVEST_ENGINE, or was not started anew since: it makes no plan
/// while this stands, and so two engines never harvest the same position.
/// </summary>
internal sealed class EngineClaim(StageContext context, bool acts)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewEvery = Life / 3;

    /// <summary>Null: there is nothing to say.</summary>
    public DateTimeOffset? NextDue { get; private set; } = acts ? DateTimeOffset.MinValue : null;

    public async ValueTask RenewAsync(CancellationToken cancellation)
    {
        var now = context.Time.GetUtcNow();
        if (NextDue is not { } due || now < due)
            return;
        await context.Store.SetTextAsync(Keys.HarvestEngine, Keys.HarvestEngineBrain, Life, cancellation);
        NextDue = now + RenewEvery;
    }
}
