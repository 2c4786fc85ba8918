using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Governor;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>
/// Whether the governor has put apply back to dry_run, one key a day (UTC). It stands until an operator re-arms: the governor carries it over to each new day.
/// </summary>
public sealed class DisarmState(IStateStore store, TimeProvider time)
{
    // A disarm is found again after an absence of the governor of this many days; its key lives a little longer.
    private const int DaysBack = 30;
    private static readonly TimeSpan Life = TimeSpan.FromDays(DaysBack + 2);

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>When the day changes and a disarm has to be carried over.</summary>
    public DateTimeOffset NextDay => new(Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>Today's and yesterday's key: until the governor has carried it over, yesterday's still counts. Whatever stands there disarms.</summary>
    /// <exception cref="EngineUnavailableException">Nothing is known; the act does not happen.</exception>
    public async ValueTask<bool> IsDisarmedAsync(CancellationToken cancellation)
    {
        var today = store.GetTextAsync(Keys.GovernorDisarm(Today), cancellation);
        var yesterday = store.GetTextAsync(Keys.GovernorDisarm(Today.AddDays(-1)), cancellation);
        return !(await today).IsMissing | !(await yesterday).IsMissing;
    }

    /// <returns>False: it stood already, and keeps its first reason.</returns>
    public ValueTask<bool> DisarmAsync(DisarmReason reason, CancellationToken cancellation)
    {
        var disarm = new GovernorDisarm(reason.ToCode(), time.GetUtcNow().ToUnixTimeSeconds());
        return store.SetTextIfAbsentAsync(
            Keys.GovernorDisarm(Today), JsonSerializer.Serialize(disarm, PermitJson.Default.GovernorDisarm), Life, cancellation);
    }

    /// <summary>Moves a disarm of an earlier day to today.</summary>
    /// <returns>What was moved; null when there was nothing to move.</returns>
    public async ValueTask<string?> CarryOverAsync(CancellationToken cancellation)
    {
        var reads = new ValueTask<Stored<string>>[DaysBack];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = store.GetTextAsync(Keys.GovernorDisarm(Today.AddDays(-1 - i)), cancellation);
        var found = new Stored<string>[DaysBack];
        for (var i = 0; i < reads.Length; i++)
            found[i] = await reads[i];
        var at = Array.FindIndex(found, text => !text.IsMissing);
        if (at < 0)
            return null;

        // Today's first, so that there is no moment without. An operator who re-arms in between has deleted the old one: then today's goes too.
        var text = found[at].Value ?? found[at].Error!.ToString();
        var isNew = await store.SetTextIfAbsentAsync(Keys.GovernorDisarm(Today), text, Life, cancellation);
        var wasThere = await store.DeleteAsync(Keys.GovernorDisarm(Today.AddDays(-1 - at)), cancellation);
        if (isNew && !wasThere)
            await store.DeleteAsync(Keys.GovernorDisarm(Today), cancellation);
        return isNew && wasThere ? text : null;
    }

    /// <returns>False: it was not disarmed.</returns>
    public async ValueTask<bool> RearmAsync(CancellationToken cancellation)
    {
        var deletes = new ValueTask<bool>[DaysBack + 1];
        for (var i = 0; i < deletes.Length; i++)
            deletes[i] = store.DeleteAsync(Keys.GovernorDisarm(Today.AddDays(-i)), cancellation);
        var any = false;
        foreach (var delete in deletes)
            any |= await delete;
        return any;
    }
}
