using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Explain;

/// <summary>Every stored entry that belongs to one plan, each list oldest first.</summary>
internal sealed record PlanHistory(
    string PlanId,
    IReadOnlyList<HarvestProposalRecord> Proposals,
    IReadOnlyList<CalibratedRecord> Calibrated,
    IReadOnlyList<PlanRecord> Plans,
    IReadOnlyList<PermitNoticeRecord> Permits,
    IReadOnlyList<ExecutionOrderRecord> Orders,
    IReadOnlyList<ApplyResultRecord> Results,
    IReadOnlyList<ExecutionResultRecord> Executions,
    IReadOnlyList<VenueEventRecord> VenueEvents);

internal static class Histories
{
    public static T? Newest<T>(this IReadOnlyList<T> records)
        where T : class => records.Count > 0 ? records[^1] : null;
}
