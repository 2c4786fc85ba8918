using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Explain;

/// <summary>What the streams hold of all plans whose id begins with a text.</summary>
internal sealed class PlanStreams
{
    // Streams are trimmed to about their limit: on Redis up to a block of entries more may stand there.
    private const int Most = 2 * StreamKey.DefaultMaxLength;

    private readonly SortedDictionary<string, int> _unreadable = new(StringComparer.Ordinal);
    private List<HarvestProposalRecord> _proposals = [];
    private List<CalibratedRecord> _calibrated = [];
    private List<PlanRecord> _plans = [];
    private List<PermitNoticeRecord> _permits = [];
    private List<ExecutionOrderRecord> _orders = [];
    private List<ApplyResultRecord> _results = [];
    private List<ExecutionResultRecord> _executions = [];
    private List<VenueEventRecord> _venue = [];

    /// <summary>Entries that could not be read, by stream.</summary>
    public IReadOnlyDictionary<string, int> Unreadable => _unreadable;

    public IReadOnlyList<string> PlanIds =>
    [
        .. _proposals.Select(record => record.PlanId!)
            .Concat(_calibrated.Select(record => record.Proposal.PlanId!))
            .Concat(_plans.Select(record => record.PlanId))
            .Concat(_permits.Select(record => record.PlanId))
            .Concat(_orders.Select(record => record.PlanId))
            .Concat(_results.Select(record => record.PlanId))
            .Concat(_executions.Select(record => record.PlanId!))
            .Concat(_venue.Select(record => record.PlanId!))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <param name="proposalStream">Where the acts are proposed; a setting of the harvest proposal stage.</param>
    public static async ValueTask<PlanStreams> ReadAsync(IStreamBus bus, string proposalStream, string idStart, CancellationToken cancellation)
    {
        var found = new PlanStreams();

        // One after the other: each answer may be megabytes, and its time limit starts when it is asked for.
        async ValueTask<List<T>> TakeAsync<T>(StreamKey<T> stream, Func<T, string?> planOf)
            where T : class, IWireRecord<T>
        {
            var entries = await bus.ReadNewestAsync(stream, Most, cancellation);
            if (entries.Count(entry => entry.Record.Value is null) is > 0 and var unreadable)
                found._unreadable[stream.Name] = unreadable;
            return [.. entries.Reverse().Select(entry => entry.Record.Value).OfType<T>()
                .Where(record => planOf(record)?.StartsWith(idStart, StringComparison.Ordinal) == true)];
        }

        found._proposals = await TakeAsync(new StreamKey<HarvestProposalRecord>(proposalStream), record => record.PlanId);
        found._calibrated = await TakeAsync(Keys.Calibrated, record => record.Proposal.PlanId);
        found._plans = await TakeAsync(Keys.Plans, record => record.PlanId);
        found._permits = await TakeAsync(Keys.PermitNotices, record => record.PlanId);
        found._orders = await TakeAsync(Keys.ExecutionOrders, record => record.PlanId);
        found._results = await TakeAsync(Keys.ApplyResults, record => record.PlanId);
        found._executions = await TakeAsync(Keys.ExecutionResults, record => record.PlanId);
        found._venue = await TakeAsync(Keys.VenueEvents, record => record.PlanId);
        return found;
    }

    public PlanHistory Of(string planId) => new(
        planId,
        _proposals.FindAll(record => record.PlanId == planId),
        _calibrated.FindAll(record => record.Proposal.PlanId == planId),
        _plans.FindAll(record => record.PlanId == planId),
        _permits.FindAll(record => record.PlanId == planId),
        _orders.FindAll(record => record.PlanId == planId),
        _results.FindAll(record => record.PlanId == planId),
        _executions.FindAll(record => record.PlanId == planId),
        _venue.FindAll(record => record.PlanId == planId));
}
