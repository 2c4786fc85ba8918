using QuantumTrader.Messaging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Drives the stages as fast as they go on a virtual clock: moves it to the next bars, steps all stages in pipeline order, then again those that have more to do, until all are quiet.
/// </summary>
/// <remarks>
/// Only the feed moves the clock. The intervals at which publishers look at everything again lie between the bars, where no input can change. What wakes a stage within an instant is what
/// wakes it on a running clock: an entry for it, its timer, or its own word that it has not finished.
/// </remarks>
public sealed class ReplayHost(ISettableClock clock, IStreamBus bus, IFiniteStage feed, IReadOnlyList<IStage> stagesInOrder)
{
    private readonly Driven[] _stages = [.. stagesInOrder.Select(stage => new Driven(stage))];

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
        foreach (var driven in _stages)
            driven.Worked = true;
        bool worked;
        do
        {
            worked = await feed.StepAsync(cancellation);
            foreach (var driven in _stages)
            {
                driven.Worked = await HasWorkAsync(driven, cancellation) && await driven.Stage.StepAsync(cancellation);
                worked |= driven.Worked;
            }
        }
        while (worked);
        return true;
    }

    // The waiter is asked first, always: what it has told of must have been looked at before it is asked again.
    private async ValueTask<bool> HasWorkAsync(Driven driven, CancellationToken cancellation) =>
        await bus.WaitAsync(driven.Waiter, TimeSpan.Zero, cancellation) || driven.Worked || driven.Stage.NextDue <= clock.GetUtcNow();

    private sealed class Driven(IStage stage)
    {
        public IStage Stage { get; } = stage;

        public StreamWaiter Waiter { get; } = new(stage.Inputs);

        /// <summary>In the last pass; before the first one, everything is looked at.</summary>
        public bool Worked { get; set; }
    }
}
