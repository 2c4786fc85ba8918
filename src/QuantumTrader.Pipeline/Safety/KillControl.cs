using System.Globalization;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Safety;

/// <summary>An operator's hand on the kill switch. Contract section 7. Every change is journalled with its reason.</summary>
public sealed class KillControl(StageContext context)
{
    /// <summary>The verb in the journal.</summary>
    public const string Verb = "kill";

    /// <summary>Stops all order flow, or that of one symbol.</summary>
    /// <param name="symbol">Null: everything.</param>
    /// <exception cref="Messaging.EngineUnavailableException">It may or may not be on.</exception>
    public async ValueTask OnAsync(string? symbol, string reason, CancellationToken cancellation)
    {
        // The switch first: nothing that can fail stands before it.
        await context.Store.SetTextAsync(symbol is null ? Keys.Kill : Keys.KillOf(symbol), "1", timeToLive: null, cancellation);
        await context.Bus.AppendAsync(Keys.OperatorJournal, Entry(symbol, OperatorEntryRecord.On, reason), cancellation);
    }

    /// <summary>Lets orders flow again. What was made before this moment is not acted on.</summary>
    /// <param name="symbol">Null: the switch for everything, under both of its names; switches of symbols stay.</param>
    /// <returns>False: it was off, and nothing has changed.</returns>
    /// <exception cref="Messaging.EngineUnavailableException">It may or may not be off.</exception>
    public async ValueTask<bool> OffAsync(string? symbol, string reason, CancellationToken cancellation)
    {
        string[] keys = symbol is null ? [Keys.Kill, Keys.GlobalKill] : [Keys.KillOf(symbol)];
        var standing = await Task.WhenAll(keys.Select(key => context.Store.GetTextAsync(key, cancellation).AsTask()));
        if (Array.TrueForAll(standing, stored => KillSwitch.Of(stored) == false))
            return false;

        // The journal before the release, the release before the removal: a crash leaves the switch on. The journal's entry carries the engine's own time, by which entries of
        // streams are dated; the later of the two clocks lets no backlog slip through.
        var entry = await context.Bus.AppendAsync(Keys.OperatorJournal, Entry(symbol, OperatorEntryRecord.Off, reason), cancellation);
        var released = Math.Max(context.NowMs, entry.Milliseconds).ToString(CultureInfo.InvariantCulture);
        await context.Store.SetTextAsync(symbol is null ? Keys.KillReleased : Keys.KillReleasedOf(symbol), released, timeToLive: null, cancellation);
        await Task.WhenAll(keys.Select(key => context.Store.DeleteAsync(key, cancellation).AsTask()));
        return true;
    }

    private OperatorEntryRecord Entry(string? symbol, string value, string reason) =>
        new(context.NowEpoch, Verb, symbol ?? OperatorEntryRecord.Everything, value, reason);
}
