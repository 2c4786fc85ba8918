using Microsoft.Extensions.Logging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Feed;

/// <summary>
/// Whether every consumer has finished with what was published: no group on the pipeline's streams has entries to read or to acknowledge. A stage
/// writes before it acknowledges, so work that moves from stream to stream is never between two of them.
/// </summary>
internal sealed class PipelineQuiet(StageContext context)
{
    // A consumer that is not running any more must not stop the feed for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Streams =
    [
        Keys.Klines.Name, Keys.VenueEvents.Name, Keys.MarketStates.Name, Keys.PositionSnapshots.Name, Keys.RiskProposals.Name,
    ];

    private readonly HashSet<string> _without = new(StringComparer.Ordinal);
    private DateTimeOffset? _waitingSince;

    public async ValueTask<bool> IsQuietAsync(CancellationToken cancellation)
    {
        var busy = await BusyGroupsAsync(cancellation);

        // One that has caught up is waited for again.
        _without.IntersectWith(busy);
        busy.ExceptWith(_without);
        if (busy.Count == 0)
        {
            _waitingSince = null;
            return true;
        }

        var now = context.Time.GetUtcNow();
        _waitingSince ??= now;
        if (now - _waitingSince < Patience)
            return false;
        foreach (var group in busy)
            context.Log.LogWarning("{Group} has not moved for {Seconds} s; the feed goes on without it", group, Patience.TotalSeconds);
        _without.UnionWith(busy);
        _waitingSince = null;
        return true;
    }

    private async ValueTask<HashSet<string>> BusyGroupsAsync(CancellationToken cancellation)
    {
        var reads = new ValueTask<IReadOnlyList<GroupStatus>>[Streams.Length];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = context.Bus.GetGroupsAsync(Streams[i], cancellation);

        var busy = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < reads.Length; i++)
        {
            foreach (var group in await reads[i])
            {
                if (group.Pending > 0 || group.Lag != 0)
                    busy.Add($"group {group.Group} of {Streams[i]}");
            }
        }

        return busy;
    }
}
