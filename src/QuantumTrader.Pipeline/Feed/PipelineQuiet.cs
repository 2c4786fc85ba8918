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
        Keys.HarvestProposalStream, Keys.Calibrated.Name, Keys.Plans.Name, Keys.PermitNotices.Name, Keys.ExecutionOrders.Name, Keys.ApplyResults.Name,
    ];

    private readonly Dictionary<(string Stream, string Group), Standstill> _busy = [];

    public async ValueTask<bool> IsQuietAsync(CancellationToken cancellation)
    {
        var reads = new ValueTask<IReadOnlyList<GroupStatus>>[Streams.Length];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = context.Bus.GetGroupsAsync(Streams[i], cancellation);

        var quiet = true;
        for (var i = 0; i < reads.Length; i++)
        {
            foreach (var group in await reads[i])
                quiet &= HasFinishedOrStopped(Streams[i], group);
        }

        return quiet;
    }

    // Only the group that stands still is given up; the others are waited for as before, and so is this one as soon as it moves again.
    private bool HasFinishedOrStopped(string stream, GroupStatus group)
    {
        var name = (stream, group.Group);
        if (group.Pending == 0 && group.Lag == 0)
        {
            _busy.Remove(name);
            return true;
        }

        var now = context.Time.GetUtcNow();
        if (!_busy.TryGetValue(name, out var known) || known.LastDelivered != group.LastDelivered || known.Pending != group.Pending)
            _busy[name] = known = new Standstill(group.LastDelivered, group.Pending, now, GivenUp: false);
        if (known.GivenUp)
            return true;
        if (now - known.Since < Patience)
            return false;
        _busy[name] = known with { GivenUp = true };
        context.Log.LogWarning("group {Group} of {Stream} has not moved for {Seconds} s; the feed goes on without it", group.Group, stream, Patience.TotalSeconds);
        return true;
    }

    /// <summary>Where a group stood when it was last seen to move.</summary>
    private readonly record struct Standstill(StreamId LastDelivered, long Pending, DateTimeOffset Since, bool GivenUp);
}
