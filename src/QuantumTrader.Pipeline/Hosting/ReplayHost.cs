namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Drives the stages as fast as they go on a virtual clock: moves it to the next bars, then steps the stages in pipeline order until all are quiet.
/// </summary>
/// <remarks>
/// Only the feed moves the clock. The intervals at which publishers look at everything again lie between the bars, where no input can change.
/// </remarks>
public sealed class ReplayHost(ISettableClock clock, IFiniteStage feed, IReadOnlyList<IStage> stagesInOrder)
{
    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await feed.StartAsync(cancellation);
        foreach (var stage in stagesInOrder)
            await stage.StartAsync(cancellation);
    }

    /// <summary>One instant of the recording; false when it has ended.</summary>
    public async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        if (feed.IsFinished || feed.NextDue is not { } due)
            return false;
        clock.AdvanceTo(due > clock.GetUtcNow() ? due : clock.GetUtcNow());
        bool worked;
        do
        {
            worked = await feed.StepAsync(cancellation);
            foreach (var stage in stagesInOrder)
                worked |= await stage.StepAsync(cancellation);
        }
        while (worked);
        return true;
    }
}
