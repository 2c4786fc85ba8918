using System.Globalization;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Safety;

/// <summary>
/// Reads the kill switch, for everything and for one symbol, where an act is about to happen. Contract section 7. It is read anew each time: what stood there a moment ago allows nothing.
/// </summary>
/// <param name="alsoHonoured">Key of one more switch for everything; null: there is none.</param>
public sealed class KillSwitch(IStateStore store, string? alsoHonoured = null)
{
    private readonly string? _other = alsoHonoured is Keys.Kill or Keys.GlobalKill ? null : alsoHonoured;

    /// <exception cref="EngineUnavailableException">Nothing is known; the act does not happen.</exception>
    public async ValueTask<KillState> ReadAsync(string symbol, CancellationToken cancellation)
    {
        // All on their way before the first is awaited: one round trip.
        var all = store.GetTextAsync(Keys.Kill, cancellation);
        var global = store.GetTextAsync(Keys.GlobalKill, cancellation);
        var own = store.GetTextAsync(Keys.KillOf(symbol), cancellation);
        var released = store.GetTextAsync(Keys.KillReleased, cancellation);
        var ownReleased = store.GetTextAsync(Keys.KillReleasedOf(symbol), cancellation);
        var other = _other is null ? new ValueTask<Stored<string>>(Stored<string>.Missing) : store.GetTextAsync(_other, cancellation);
        var switches = new[] { Of(await all), Of(await global), Of(await own), Of(await other) };
        return new KillState(
            switches.Contains(true), !switches.Contains(null), Latest(TimeOf(await released), TimeOf(await ownReleased)));
    }

    /// <summary>Whether a stored text is on: anything that is not clearly off; null: the key holds no text at all.</summary>
    public static bool? Of(Stored<string> stored) => stored switch
    {
        { Error: not null } => null,
        { Value: null or "" or "0" or "false" or "off" } => false,
        _ => true,
    };

    private static long? TimeOf(Stored<string> stored) =>
        long.TryParse(stored.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static long? Latest(long? one, long? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);
}
