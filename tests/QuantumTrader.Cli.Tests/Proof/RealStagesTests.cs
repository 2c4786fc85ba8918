using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Cli.Composition;
using QuantumTrader.Cli.Proof;
using QuantumTrader.Cli.Proof.Proofs;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Domain.Orders;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Feed;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Cli.Tests.Proof;

/// <summary>The whole pack on an engine in memory that the real stages drive, on a simulated market of now.</summary>
public sealed class RealStagesTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly ProofOptions s_settings = new() { WaitSeconds = 20, PrometheusUrl = null };

    // On a busy machine an author of permits may need longer than the usual time, and a plan that missed one fails the proof.
    private static readonly StageOptions s_options = ProofPackTests.Options("APPLY_MODE=paper", "ENTRY_RULE=none", "APPLY_PERMIT_WAIT_MS=10000", "METRICS_PORT=0", "REDIS_URL=redis://127.0.0.1:1");

    [Fact]
    public async Task RunningStages_PassAllProofs_WithAPositionAndWithout()
    {
        await using var engine = new EmbeddedEngine(TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var running = RunAsync(engine, stop.Token);
        await UntilAsync(async () => await new MarketStateProof().LookAsync(Subject(engine), CancellationToken.None) is { Verdict: ProofVerdict.Pass }, running);

        var without = await ProveAsync(engine);
        Assert.Empty(without.Where(line => line.Verdict == ProofVerdict.Fail).Select(line => $"{line.Name}: {line.Seen}"));
        Assert.Equal(
            ["risk proposals or their fallback", "harvest proposals of every symbol", "single cycle mode", "heat gate throughput", "one calibrated downgrade", "permits complete",
                "apply acts on the calibrated action", "exporters' metrics", "Prometheus targets, rules and alert states", "positions protected"],
            without.Where(line => line.Verdict == ProofVerdict.Skipped).Select(line => line.Name));

        await engine.Bus.AppendAsync(Keys.TradeIntents, new TradeIntentRecord(
            "BTCUSDT", OrderSide.Buy, 0.05m, TradeIntentRecord.Open, null, false, null, false, "test", "test-1", null, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        await UntilAsync(async () => (await engine.Bus.ReadNewestAsync(Keys.ApplyResults, 1)) is [{ Record.Value.Executed: true }], running);

        var with = await ProveAsync(engine);
        Assert.Empty(with.Where(line => line.Verdict == ProofVerdict.Fail).Select(line => $"{line.Name}: {line.Seen}"));
        Assert.Equal(["exporters' metrics", "Prometheus targets, rules and alert states"], with.Where(line => line.Verdict == ProofVerdict.Skipped).Select(line => line.Name));
        await stop.CancelAsync();
        await running;
    }

    // Nobody answers it: the drill fails, and the switch is off all the same.
    [Fact]
    public async Task Drill_WithoutARouter_LeavesNoSwitchBehind()
    {
        await using var engine = new EmbeddedEngine(TimeProvider.System);

        var finding = await new KillDrillProof().LookAsync(Subject(engine) with { Proof = new ProofOptions { WaitSeconds = 0 } }, CancellationToken.None);

        Seen.Assert(ProofVerdict.Fail, finding, "is the intent router running?");
        Assert.True((await engine.Store.GetTextAsync(Keys.KillOf(ProbeIntents.Symbol))).IsMissing);
        Assert.Equal(["off", "on"], (await engine.Bus.ReadNewestAsync(Keys.OperatorJournal, 10)).Select(entry => entry.Record.Value!.Value));
    }

    [Fact]
    public async Task Drill_ThatIsCutShort_LeavesNoSwitchBehind()
    {
        await using var engine = new EmbeddedEngine(TimeProvider.System);
        using var cut = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new KillDrillProof().LookAsync(Subject(engine), cut.Token));

        Assert.True((await engine.Store.GetTextAsync(Keys.KillOf(ProbeIntents.Symbol))).IsMissing);
    }

    // The bursts of the proof go to an engine of its own.
    [Fact]
    public async Task RateLimits_AreTriedElsewhere()
    {
        await using var engine = new EmbeddedEngine(TimeProvider.System);

        var finding = await new RateLimitProof().LookAsync(Subject(engine), CancellationToken.None);

        Seen.Assert(ProofVerdict.Pass, finding, "intent 6 of a symbol and intent 21 of all trip safe mode");
        Assert.Equal(0, (await engine.Monitor.ReadFiguresAsync()).Keys);
    }

    private static ProofSubject Subject(EmbeddedEngine engine) => new(engine, s_options, s_settings, TimeProvider.System);

    private static async Task<IReadOnlyList<ProofLine>> ProveAsync(EmbeddedEngine engine)
    {
        var subject = Subject(engine);
        var lines = new List<ProofLine>();

        // As the pack does, which would close the engine.
        foreach (var proof in AllProofs.Create())
        {
            var finding = await proof.LookAsync(subject, CancellationToken.None);
            for (var look = 0; finding.Verdict == ProofVerdict.Fail && proof.IsRepeated && look < 40; look++)
            {
                await Task.Delay(250);
                finding = await proof.LookAsync(subject, CancellationToken.None);
            }

            lines.Add(new ProofLine(0, proof.Name, "", finding.Verdict, finding.Seen, finding.Expected, finding.Facts, ""));
        }

        return lines;
    }

    // On leases, as processes on Redis are.
    private static async Task RunAsync(EmbeddedEngine engine, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var start = BarInterval.OneMinute.Floor(time.GetUtcNow().ToUnixTimeMilliseconds()) - (300 * BarInterval.OneMinute.Milliseconds);
        using var bars = new SimulatedMarket(new SimulatedMarketOptions(7, s_options.Feed.Symbols, start, BarInterval.OneMinute));
        await using var leases = new StageLeases(engine.Store, time, s_options.System);
        var context = new StageContext(engine.Store, engine.Bus, time, NullLogger.Instance);
        var stages = StageNames.InOrder.Select(name => leases.Make(
            name, context, given => name == StageNames.Feed ? StageFactory.Feed(given, bars, FeedPace.Clock) : StageFactory.Create(name, given, s_options, entries: null))).ToList();
        await new LiveHost(engine.Bus, time, NullLogger.Instance).RunAsync(stages, started: false, stop);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, Task running)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (!await condition())
        {
            Assert.False(running.IsCompleted, "the stages have ended");
            await Task.Delay(100, limit.Token);
        }
    }
}
