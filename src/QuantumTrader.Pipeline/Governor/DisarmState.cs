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

    /// <summary>The newest disarm of the days before today; null: there is none to carry over.</summary>
    public ValueTask<StandingDisarm?> FindEarlierAsync(CancellationToken cancellation) => FindAsync(firstDay: 1, cancellation);

    /// <summary>Moves a disarm to today. Today's key first, so that there is no moment without one.</summary>
    public async ValueTask CarryOverAsync(StandingDisarm earlier, CancellationToken cancellation)
    {
        var isNew = await store.SetTextIfAbsentAsync(Keys.GovernorDisarm(Today), earlier.Text, Life, cancellation);
        var wasThere = await store.DeleteAsync(Keys.GovernorDisarm(earlier.Day), cancellation);

        // An operator re-armed in between.
        if (isNew && !wasThere)
            await store.DeleteAsync(Keys.GovernorDisarm(Today), cancellation);
    }

    /// <summary>The disarm that is in force, of whatever day; null: apply is armed.</summary>
    public ValueTask<StandingDisarm?> FindAsync(CancellationToken cancellation) => FindAsync(firstDay: 0, cancellation);

    public async ValueTask RearmAsync(CancellationToken cancellation)
    {
        var deletes = new ValueTask<bool>[DaysBack + 1];
        for (var i = 0; i < deletes.Length; i++)
            deletes[i] = store.DeleteAsync(Keys.GovernorDisarm(Today.AddDays(-i)), cancellation);
        foreach (var delete in deletes)
            await delete;
    }

    private async ValueTask<StandingDisarm?> FindAsync(int firstDay, CancellationToken cancellation)
    {
        var reads = new ValueTask<Stored<string>>[DaysBack + 1];
        for (var i = firstDay; i < reads.Length; i++)
            reads[i] = store.GetTextAsync(Keys.GovernorDisarm(Today.AddDays(-i)), cancellation);
        StandingDisarm? found = null;
        for (var i = firstDay; i < reads.Length; i++)
        {
            var stored = await reads[i];
            if (found is null && !stored.IsMissing)
                found = new StandingDisarm(Today.AddDays(-i), stored.Value ?? stored.Error!.ToString());
        }

        return found;
    }
}
