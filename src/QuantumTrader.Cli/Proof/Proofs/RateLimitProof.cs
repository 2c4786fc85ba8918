using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Embedded;
using QuantumTrader.Pipeline.Hosting;
using QuantumTrader.Pipeline.IntentRouter;
using QuantumTrader.Pipeline.Safety;

namespace QuantumTrader.Cli.Proof.Proofs;

/// <summary>
/// A burst beyond either limit trips safe mode. Tried on a router with the settings of the system on an engine of its own in this process, so that the system's own safe mode stays as it is; of the
/// system the switch and the counters of its window are read.
/// </summary>
internal sealed class RateLimitProof : IProof
{
    // A burst against limits beyond this takes longer than a proof should.
    private const int LargestBurst = 2000;

    public string Name => "rate limiting";

    public string Question => "Does one intent more than the limits of a window trip safe mode, and is the system's own safe mode readable?";

    public string LookAt => Runbook.SafeMode;

    public bool IsRepeated => false;

    public async Task<Finding> LookAsync(ProofSubject subject, CancellationToken cancellation)
    {
        var limits = subject.Options.IntentRouter.Limits;
        var live = await new SafeModeState(subject.Engine.Store).ReadAsync(cancellation);
        var window = await subject.Engine.Store.GetTextAsync(Keys.GlobalRate(limits.BucketOf(subject.NowEpoch)), cancellation);
        var bySymbol = await BurstAsync(subject, limits.SymbolMax + 1, _ => ProbeIntents.Symbol, cancellation);

        // Each symbol stays within its own limit, so that only the global one can trip.
        var all = await BurstAsync(
            subject, limits.GlobalMax + 1, i => string.Create(CultureInfo.InvariantCulture, $"PROBE{i / limits.SymbolMax}USDT"), cancellation);
        return Judge(limits, bySymbol, all, live, window.Value);
    }

    /// <param name="bySymbol">One intent more of a symbol than it may have; null: too many to try.</param>
    /// <param name="all">The same of all symbols together.</param>
    /// <param name="window">The count of the system's window; null: none has come in it.</param>
    public static Finding Judge(SafetyLimits limits, Burst? bySymbol, Burst? all, SafeMode live, string? window)
    {
        var wrong = new List<string>();
        if (live == SafeMode.Unreadable)
            wrong.Add("the system's safe mode cannot be read");

        // A global limit below that of a symbol is reached first.
        var symbolReason = limits.SymbolMax < limits.GlobalMax ? SafetyReason.SymbolRateExceeded : SafetyReason.GlobalRateExceeded;
        Check(bySymbol, Math.Min(limits.SymbolMax, limits.GlobalMax), symbolReason);
        Check(all, limits.GlobalMax, SafetyReason.GlobalRateExceeded);
        IReadOnlyList<string> facts =
        [
            "the bursts went to a router of their own with these settings, not to the system's",
            $"limits: {limits.SymbolMax} a symbol and {limits.GlobalMax} in all within {limits.WindowSec} s, safe mode for {limits.CooldownSec} s",
            $"one symbol: {Text(bySymbol)}",
            $"all symbols: {Text(all)}",
            $"the system: safe mode {(live == SafeMode.On ? "ON" : live == SafeMode.Off ? "off" : "unreadable")}, {window ?? "0"} intents counted in its window",
        ];
        if (wrong.Count == 0 && (bySymbol is null || all is null))
            return Finding.Skip($"a limit is above {LargestBurst} intents: too many to try", facts);
        return Finding.Of(wrong, $"intent {Math.Min(limits.SymbolMax, limits.GlobalMax) + 1} of a symbol and intent {limits.GlobalMax + 1} of all trip safe mode", "safe mode after one intent too many", facts);

        void Check(Burst? burst, int allowed, SafetyReason reason)
        {
            if (burst is not null && (burst.Accepted != allowed || burst.Faults is not [var fault] || fault != reason || !burst.IsSafe))
                wrong.Add($"a burst of {burst.Sent} ended with {Text(burst)}, not with {allowed} accepted and {WireNames.Of(reason)}");
        }
    }

    private static string Text(Burst? burst) => burst is null
        ? "not tried"
        : $"{burst.Sent} sent, {burst.Accepted} accepted, {burst.Rejected} refused, tripped by {(burst.Faults.Count == 0 ? "nothing" : string.Join(", ", burst.Faults.Select(WireNames.Of)))}, safe mode {(burst.IsSafe ? "on" : "off")}";

    private static async Task<Burst?> BurstAsync(ProofSubject subject, int count, Func<int, string> symbolOf, CancellationToken cancellation)
    {
        if (count > LargestBurst)
            return null;
        var clock = new VirtualClock(subject.Time.GetUtcNow());
        await using var engine = new EmbeddedEngine(clock);
        var router = new IntentRouterStage(new StageContext(engine.Store, engine.Bus, clock, NullLogger.Instance), subject.Options.IntentRouter);
        await router.StartAsync(cancellation);
        for (var i = 0; i < count; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"proof-burst-{i}");
            await engine.Bus.AppendAsync(Keys.TradeIntents, ProbeIntents.Open(symbolOf(i), id, dryRun: false, clock.GetUtcNow().ToUnixTimeMilliseconds()), cancellation);
        }

        while (await router.StepAsync(cancellation))
            cancellation.ThrowIfCancellationRequested();
        var faults = await engine.Bus.ReadNewestAsync(Keys.SafetyFaults, count, cancellation);
        return new Burst(
            count, (int)await engine.Bus.GetLengthAsync(Keys.PaperEntries.Name, cancellation), (int)await engine.Bus.GetLengthAsync(Keys.RejectedIntents.Name, cancellation),
            [.. faults.Select(fault => fault.Record.Value?.Reason).OfType<SafetyReason>()],
            await new SafeModeState(engine.Store).ReadAsync(cancellation) == SafeMode.On);
    }
}

/// <summary>What became of many intents at once.</summary>
/// <param name="Faults">What tripped safe mode.</param>
internal sealed record Burst(int Sent, int Accepted, int Rejected, IReadOnlyList<SafetyReason> Faults, bool IsSafe);
