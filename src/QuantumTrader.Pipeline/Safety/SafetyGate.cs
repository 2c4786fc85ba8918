using System.Globalization;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Safety;

/// <summary>The safety kernel over its state: safe mode, and the counters of the tumbling window that the moment lies in.</summary>
/// <remarks>
/// The windows count what could raise risk. An intent that only reduces does not count: a burst of exits, which is what a falling market asks for, must not trip safe
/// mode nor take the room of others. One counter too many after a lost answer errs on the safe side.
/// </remarks>
public sealed class SafetyGate(StageContext context, SafetyLimits limits)
{
    // The counters outlive their window, so that who looks at it when it ends still finds them.
    private const int ExtraLifeSec = 2;

    private readonly SafeModeState _safeMode = new(context.Store);

    /// <param name="isCounted">It has been counted before.</param>
    /// <returns>What the kernel says, and the counts that it went by; null when none were looked at or they could not be.</returns>
    public async ValueTask<(SafetyVerdict Verdict, SafetyCounts? Counts)> JudgeAsync(
        string symbol, bool reducesRisk, bool isCounted, CancellationToken cancellation)
    {
        var (mode, counts) = (SafeMode.Unreadable, default(SafetyCounts?));
        try
        {
            mode = await _safeMode.ReadAsync(cancellation);
            if (mode == SafeMode.Off)
                counts = await CountAsync(symbol, reducesRisk, isCounted, cancellation);
        }
        catch (Exception unusable) when (unusable is EngineUnavailableException or WireFormatException)
        {
            // What is not known denies: the kernel is told so by what is missing.
        }

        return (SafetyKernel.Judge(mode, counts, limits, reducesRisk), counts);
    }

    private async ValueTask<SafetyCounts> CountAsync(string symbol, bool reducesRisk, bool isCounted, CancellationToken cancellation)
    {
        var bucket = limits.BucketOf(context.NowEpoch);
        var (globalKey, symbolKey) = (Keys.GlobalRate(bucket), Keys.SymbolRate(symbol, bucket));
        if (reducesRisk || isCounted)
        {
            // As if it were counted: would it pass if it could raise risk?
            var itself = isCounted ? 0 : 1;
            var (globalText, symbolText) = (context.Store.GetTextAsync(globalKey, cancellation), context.Store.GetTextAsync(symbolKey, cancellation));
            return new SafetyCounts(CountOf(globalKey, await globalText) + itself, CountOf(symbolKey, await symbolText) + itself);
        }

        var life = TimeSpan.FromSeconds(limits.WindowSec + ExtraLifeSec);
        var (global, own) = (context.Store.IncrementAsync(globalKey, 1, life, cancellation), context.Store.IncrementAsync(symbolKey, 1, life, cancellation));
        return new SafetyCounts(await global, await own);
    }

    private static long CountOf(string key, Stored<string> stored) => stored switch
    {
        { Error: { } error } => throw new WireFormatException(error),
        { Value: null } => 0,
        { Value: var text } when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) => count,
        _ => throw new WireFormatException(new WireError(key, "counter", stored.Value, "an integer is required")),
    };
}
