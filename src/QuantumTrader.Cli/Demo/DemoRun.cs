using Microsoft.Extensions.Logging;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Configuration;
using QuantumTrader.Cli.Replay;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Execution;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Demo;

/// <summary>
/// Plays the past through the pipeline at once, so that there are positions to look at, then lets market time run and shows what happens.
/// </summary>
internal sealed class DemoRun(IBarSource bars, StageOptions options, double speed, Func<string, ILogger> logOf, CommandOutput output)
{
    /// <summary>Half a day of minutes: enough for a market state and some positions.</summary>
    public const int PastInstants = 720;

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMilliseconds(250);

    public async Task RunAsync(TimeSpan? duration, CancellationToken cancellation)
    {
        var first = bars.Peek() ?? throw new BarSourceException("recording", null, "has no bars");
        var clock = new MarketClock(DateTimeOffset.FromUnixTimeMilliseconds(first.OpenTimeMs), TimeProvider.System);
        await using var engine = new EmbeddedEngine(clock);
        StageContext ContextOf(string name) => new(engine.Store, engine.Bus, clock, logOf(name));

        var feed = StageFactory.Feed(ContextOf(StageNames.Feed), bars, FeedPace.Clock);
        var stages = StageFactory.CreateAll(ContextOf, options, EntryRules.Create(options.Execution));
        var past = new ReplayHost(clock, engine.Bus, feed, stages);
        var tally = new ReplayTally();
        IDemoView view = output.IsTerminal ? new DemoBoard(tally, speed, output.Results) : new DemoLines(tally, output.Results);
        var recorder = new ReplayRecorder(ContextOf("demo"), bars.Symbols, options);
        var all = new FanOut([tally, view]);

        await recorder.StartAsync(cancellation);
        await past.StartAsync(cancellation);
        for (var instant = 0; instant < PastInstants && await past.StepAsync(cancellation); instant++)
            await recorder.ReadAsync(tally, cancellation);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (duration is { } limit)
            stop.CancelAfter(limit);
        clock.Run(speed);
        var running = new LiveHost(engine.Bus, clock, logOf("host")).RunAsync([feed, .. stages], started: true, stop.Token);
        await view.ShowAsync(() => RefreshAsync(recorder, all, new DemoSnapshot(engine.Store, options, bars.Symbols), view, running, stop.Token));
        await running;
        view.Conclude(clock.GetUtcNow());
    }

    private static async Task RefreshAsync(
        ReplayRecorder recorder, FanOut all, DemoSnapshot snapshot, IDemoView view, Task running, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !running.IsCompleted)
        {
            await recorder.ReadAsync(all, CancellationToken.None);
            view.Refresh(await snapshot.ReadAsync(CancellationToken.None));
            await Task.WhenAny(running, Task.Delay(RefreshEvery, CancellationToken.None));
        }
    }
}
