using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Cli.Explain;

/// <summary>
/// Names what must have been stored once, because what follows from it is, and is not there any more. What has not happened is not gone.
/// </summary>
internal static class Gone
{
    public static IReadOnlyList<string> Of(PlanHistory history, Attempt attempt, KeptFacts kept)
    {
        var gone = new List<string>();
        var wasFilled = history.VenueEvents.Count > 0 || history.Executions.Count > 0;
        var wasSent = history.Orders.Count > 0 || wasFilled || attempt.Result is { Executed: true } || attempt.Result?.Steps.Count > 0;
        var isIntent = history.Orders.Any(order => order.IsIntent);
        var hadPermits = (wasSent || attempt.Result is { WouldExecute: true }) && !isIntent;
        var wasPlanned = attempt.Plan is not null || attempt.Result is not null || hadPermits
            || attempt.Permits.Any(notice => notice.Gate != PermitGate.P26);
        if (attempt.Proposal is null && !isIntent)
            gone.Add("proposal");
        if (attempt.Proposal?.Inputs is { ThetaId: { } id } && kept.Theta is null)
            gone.Add($"kernel parameters {id}");
        if (attempt.Calibrated is null && wasPlanned && !isIntent)
            gone.Add("calibrated act");
        if (attempt.Plan is null && wasPlanned && !isIntent)
            gone.Add("plan");
        if (hadPermits)
            gone.AddRange(Enum.GetValues<PermitGate>().Where(gate => attempt.PermitOf(gate) is null).Select(gate => $"{WireNames.Of(gate)} permit"));
        if (history.Orders.Count == 0 && wasSent)
            gone.Add("order to execution");
        if (attempt.Result is { Executed: true } result && !wasFilled && IsClose(attempt, result))
            gone.Add("fills");
        return gone;
    }

    private static bool IsClose(Attempt attempt, ApplyResultRecord result) => attempt.Plan is { Step: { } step }
        ? step.Closes()
        : result.Steps.Any(done => done.Step != PlanStep.UpdateSl.ToWire());
}
