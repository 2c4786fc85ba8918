using Microsoft.Extensions.Logging;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Safety;

/// <summary>Sets safe mode for a time and says why. Contract section 7.</summary>
public sealed class SafetyTrip(StageContext context)
{
    /// <summary>For a trip that no rate of intents caused.</summary>
    /// <param name="symbol">Of the order that was the last straw.</param>
    /// <param name="side">BUY or SELL, of the same.</param>
    /// <param name="cooldownSec">How long safe mode stays on, seconds.</param>
    /// <exception cref="Messaging.EngineUnavailableException">It may or may not have happened; doing it again does no harm.</exception>
    public ValueTask TripAsync(SafetyReason reason, string symbol, string side, int cooldownSec, CancellationToken cancellation) => TripAsync(
        new SafetyFaultRecord(context.NowEpoch, reason, symbol, side, null, null, cooldownSec, Environment.ProcessId, null, null), cancellation);

    /// <summary>Safe mode that lasts longer already (an operator's, or an earlier trip's) is not cut short.</summary>
    /// <exception cref="Messaging.EngineUnavailableException">It may or may not have happened; doing it again does no harm.</exception>
    public async ValueTask TripAsync(SafetyFaultRecord fault, CancellationToken cancellation)
    {
        context.Log.LogError(
            "safe mode for {Cooldown} s: {Reason} by {Symbol} {Side}", fault.CooldownSec, WireNames.Of(fault.Reason), fault.Symbol, fault.Side);
        var life = context.Store.GetLifeAsync(Keys.SafeMode, cancellation);
        var now = context.Store.GetTextAsync(Keys.SafeMode, cancellation);
        var cooldown = TimeSpan.FromSeconds(fault.CooldownSec);
        var (remaining, mode) = (await life, SafeModeState.Of(await now));
        var longer = mode == SafeMode.On && (remaining.Remaining is null || remaining.Remaining > cooldown);

        // The switch before the news of it; both on their way before the first is awaited.
        var set = longer ? default : context.Store.SetTextAsync(Keys.SafeMode, "1", cooldown, cancellation);
        var told = context.Bus.AppendAsync(Keys.SafetyFaults, fault, cancellation);
        try
        {
            await set;
        }
        finally
        {
            await told;
        }
    }
}
