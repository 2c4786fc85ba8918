using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging;

namespace QuantumTrader.Pipeline.Hosting;

/// <summary>
/// Drives stages on a running clock, each on a task of its own: wakes one when an entry arrives for it or its timer is due, the most urgent of
/// several first. While the engine is away it tries again with a growing pause, and goes on without a restart when it is back.
/// </summary>
/// <param name="observer">Is told of every step.</param>
public sealed class LiveHost(IStreamBus bus, TimeProvider time, ILogger log, IStageObserver? observer = null)
{
    // An upper bound on a wait: work that only the clock makes due is never later than this.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Runs until cancelled, or until the finite stages among them have finished and the others are quiet.</summary>
    /// <param name="started">The stages have been started by another host that drove them before.</param>
    public async Task RunAsync(IReadOnlyList<IStage> stages, bool started, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        // All groups exist before the first entry is written: a stage that starts late would miss what another one says first.
        if (!started)
            await StartAsync(stages, stop);
        var turns = new StageTurns(StageNames.ByUrgency.Count + 1);
        var loops = stages.Select(stage => Task.Factory.StartNew(
            () => LoopAsync(stage, stop.Token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns.Of(RankOf(stage))).Unwrap()).ToList();
        var ends = loops.Where((_, i) => stages[i] is not IFiniteStage).ToList();
        var finite = loops.Where((_, i) => stages[i] is IFiniteStage).ToList();
        if (finite.Count > 0)
            ends.Add(Task.WhenAll(finite));

        // A stage that fails for another reason than the engine ends the whole host: half a pipeline is worse than none.
        await Task.WhenAny(ends);
        await stop.CancelAsync();
        await Task.WhenAll(loops);
    }

    // A stage without a rank of its own comes last.
    private static int RankOf(IStage stage) => StageNames.ByUrgency.TakeWhile(name => name != stage.Name).Count();

    private async Task StartAsync(IReadOnlyList<IStage> stages, CancellationTokenSource stop)
    {
        var starts = stages.Select(stage => Task.Run(() => UntilDoneAsync(stage, async () =>
        {
            await stage.StartAsync(stop.Token);
            return new Turn(IsDone: true, ReachedEngine: true);
        }, stop.Token), CancellationToken.None)).ToList();
        await foreach (var start in Task.WhenEach(starts))
        {
            if (!start.IsCompletedSuccessfully)
                await stop.CancelAsync();
        }

        await Task.WhenAll(starts);
    }

    private Task LoopAsync(IStage stage, CancellationToken cancellation)
    {
        var waiter = new StreamWaiter(stage.Inputs);
        return UntilDoneAsync(stage, async () =>
        {
            var worked = false;
            while (await StepAsync(stage, cancellation))
            {
                worked = true;
                cancellation.ThrowIfCancellationRequested();

                // What the step has woken may be more urgent than what this stage does next.
                await Task.Yield();
            }

            if (stage is IFiniteStage { IsFinished: true })
                return new Turn(IsDone: true, ReachedEngine: true);
            return new Turn(IsDone: false, await WaitAsync(stage, waiter, cancellation) || worked);
        }, cancellation);
    }

    private async ValueTask<bool> StepAsync(IStage stage, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var worked = await stage.StepAsync(cancellation);
        observer?.Stepped(stage, worked, time.GetElapsedTime(started));
        return worked;
    }

    /// <summary>Repeats the work until it says that it is done, through losses of the engine.</summary>
    private async Task UntilDoneAsync(IStage stage, Func<Task<Turn>> work, CancellationToken cancellation)
    {
        var pause = FirstPause;

        // What is wrong changes while the engine is away: a server that is started again is gone, then loads its data. Each is said once.
        var said = new HashSet<string>(StringComparer.Ordinal);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var turn = await work();

                // A turn without work that asks the engine for nothing says nothing about it.
                if (pause > FirstPause && turn.ReachedEngine)
                {
                    log.LogInformation("{Stage}: the engine is back", stage.Name);
                    pause = FirstPause;
                    said.Clear();
                }

                if (turn.IsDone)
                    return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (EngineUnavailableException away)
            {
                if (said.Add(away.Message))
                    log.LogWarning("{Stage}: {Problem}; trying again", stage.Name, away.Message);
                observer?.Lost(stage, away);
                await PauseAsync(pause, cancellation);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <returns>Whether the engine was asked, and answered.</returns>
    private async ValueTask<bool> WaitAsync(IStage stage, StreamWaiter waiter, CancellationToken cancellation)
    {
        var wait = stage.NextDue is { } due ? due - time.GetUtcNow() : LongestWait;
        if (wait <= TimeSpan.Zero)
            return false;
        wait = wait < LongestWait ? wait : LongestWait;
        if (stage.Inputs.Count > 0)
            await bus.WaitAsync(waiter, wait, cancellation);
        else
            await PauseAsync(wait, cancellation);
        return stage.Inputs.Count > 0;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The loop looks at the token next.
        }
    }

    private readonly record struct Turn(bool IsDone, bool ReachedEngine);
}
