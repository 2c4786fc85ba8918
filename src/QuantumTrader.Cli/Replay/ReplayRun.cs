using System.Diagnostics;
using Microsoft.Extensions.Logging;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Configuration;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Replay;

/// <summary>Plays recorded bars through the whole pipeline on a virtual clock, as fast as it goes.</summary>
internal sealed class ReplayRun(RecordedBars bars, StageOptions options, IEntryRule? entries, Func<string, ILogger> logOf)
{
    private const double MillisecondsPerDay = 86_400_000.0;

    // Often enough for a person, too seldom to cost anything.
    private const int ReportEveryInstants = 512;

    public async Task<ReplaySummary> RunAsync(IReadOnlyList<IReplaySink> sinks, Action<ReplayProgress> report, CancellationToken cancellation)
    {
        var first = bars.Peek() ?? throw new BarSourceException("recording", null, "has no bars");
        var clock = new VirtualClock(DateTimeOffset.FromUnixTimeMilliseconds(first.OpenTimeMs));
        await using var engine = new EmbeddedEngine(clock);
        StageContext ContextOf(string name) => new(engine.Store, engine.Bus, clock, logOf(name));
        var feed = StageFactory.Feed(ContextOf(StageNames.Feed), bars, FeedPace.Clock);
        var stages = StageFactory.CreateAll(ContextOf, options, entries);
        var host = new ReplayHost(clock, engine.Bus, feed, stages);
        var trim = new StreamTrim(engine.Bus, stages.SelectMany(stage => stage.Inputs));
        var recorder = new ReplayRecorder(ContextOf("replay"), bars.Symbols, options);

        var tally = new ReplayTally();
        using var fingerprint = new DecisionFingerprint();
        await using var queue = new SinkQueue(new FanOut([tally, fingerprint, .. sinks]));
        var watch = Stopwatch.StartNew();
        await recorder.StartAsync(cancellation);
        await host.StartAsync(cancellation);
        for (long instant = 0; await host.StepAsync(cancellation); instant++)
        {
            await recorder.ReadAsync(queue, cancellation);
            await queue.PassOnAsync(cancellation);
            await trim.AfterAsync(instant, cancellation);
            if (instant % ReportEveryInstants != 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            report(new ReplayProgress(feed.BarsPublished, clock.GetUtcNow(), watch.Elapsed));
        }

        await queue.FinishAsync(cancellation);
        watch.Stop();
        return Summarise(tally, fingerprint, feed.BarsPublished, clock.GetUtcNow().ToUnixTimeMilliseconds() - first.OpenTimeMs, watch.Elapsed);
    }

    private ReplaySummary Summarise(ReplayTally tally, DecisionFingerprint fingerprint, long barCount, long spanMs, TimeSpan elapsed) => new(
        barCount, bars.Symbols, spanMs / MillisecondsPerDay, bars.MissingBars, tally.PositionsOpened, tally.Proposals, tally.Actions,
        tally.Calibrated, tally.Downgrades, tally.Plans, tally.PlanDecisions, tally.PermitsIssued, tally.PlansExecuted, EnumSpelling.Of(options.HarvestBrain.Engine), tally.LadderActs,
        tally.Orders, tally.Fills,
        tally.StopsMoved, (double)tally.HarvestedR, tally.Account?.RealizedPnl ?? 0, tally.Account?.FeesPaid ?? 0, tally.Account?.UnrealizedPnl ?? 0,
        (double)tally.MaxDrawdown * 100,
        tally.UnprotectedSecondsMax, tally.Denials, fingerprint.Text, (long)elapsed.TotalMilliseconds, barCount / elapsed.TotalSeconds);
}
