using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Safety;

/// <summary>An operator's hand on safe mode. Every change is journalled with its reason.</summary>
public sealed class SafeModeControl(StageContext context)
{
    /// <summary>The verb in the journal.</summary>
    public const string Verb = "safe-mode";

    /// <summary>Denies intents that could raise risk for a time, counted from now.</summary>
    /// <exception cref="Messaging.EngineUnavailableException">It may or may not be on.</exception>
    public async ValueTask OnAsync(TimeSpan life, string reason, CancellationToken cancellation)
    {
        await context.Store.SetTextAsync(Keys.SafeMode, "1", life, cancellation);
        await context.Bus.AppendAsync(Keys.OperatorJournal, Entry($"{OperatorEntryRecord.On} {(long)life.TotalSeconds}s", reason), cancellation);
    }

    /// <returns>False: it was off, and nothing has changed.</returns>
    /// <exception cref="Messaging.EngineUnavailableException">It may or may not be off.</exception>
    public async ValueTask<bool> OffAsync(string reason, CancellationToken cancellation)
    {
        if (SafeModeState.Of(await context.Store.GetTextAsync(Keys.SafeMode, cancellation)) == SafeMode.Off)
            return false;
        await context.Bus.AppendAsync(Keys.OperatorJournal, Entry(OperatorEntryRecord.Off, reason), cancellation);
        await context.Store.DeleteAsync(Keys.SafeMode, cancellation);
        return true;
    }

    private OperatorEntryRecord Entry(string value, string reason) => new(context.NowEpoch, Verb, OperatorEntryRecord.Everything, value, reason);
}
