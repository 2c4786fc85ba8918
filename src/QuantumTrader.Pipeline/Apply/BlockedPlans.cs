using Microsoft.Extensions.Logging;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>Ends the wait of plans that do not get their permits, and says why.</summary>
internal sealed class BlockedPlans(StageContext context, PlanBook book, ApplyMetrics metrics)
{
    private static readonly string TooSmall = PositionReason.BelowMinNotional.ToCode();

    /// <summary>The time is over.</summary>
    public async ValueTask<bool> TimeOutAsync(PlanRecord plan, PermitVerdict verdict, long nowMs, CancellationToken cancellation)
    {
        var governor = context.Store.GetLifeAsync(Keys.Permit(PermitGate.Governor, plan.PlanId), cancellation);
        var p33 = context.Store.GetLifeAsync(Keys.Permit(PermitGate.P33, plan.PlanId), cancellation);
        var p26 = context.Store.GetLifeAsync(Keys.Permit(PermitGate.P26, plan.PlanId), cancellation);
        if (verdict.MissingWord is { } missing)
            metrics.PermitsMissing.Add(missing);
        var info = $"governor_ttl={Ttl(await governor)},p33_ttl={Ttl(await p33)},p26_ttl={Ttl(await p26)}";
        return await EndAsync(plan, verdict with { Detail = info }, verdict.Waiting, nowMs, cancellation);
    }

    /// <summary>A gate refuses, or a permit does not fit.</summary>
    public async ValueTask<bool> EndAsync(PlanRecord plan, PermitVerdict verdict, string error, long nowMs, CancellationToken cancellation)
    {
        if (error == TooSmall)
            await book.DeferAsync(plan.PlanId, plan.Step!.Value, cancellation);
        await context.Bus.AppendAsync(Keys.ApplyResults, ApplyOutcomes.Blocked(plan, error, nowMs), cancellation);

        // The form that operators search for. A slice that waits for a better price is nothing to be warned of.
        context.Log.Log(
            error == TooSmall ? LogLevel.Information : LogLevel.Warning,
            "[PERMIT_WAIT] BLOCK plan={PlanId} symbol={Symbol} wait_ms={WaitMs} info={Info}",
            plan.PlanId, plan.Symbol, nowMs - plan.PlannedMs, $"{{reason={error}{(verdict.Detail is null ? "" : "," + verdict.Detail)}}}");
        metrics.Waited(nowMs - plan.PlannedMs);
        metrics.Steps.Add(plan.Symbol, plan.Step!.Value.ToWire(), ApplyMetrics.Blocked);
        if (verdict.GovernorReason is { } reason)
            metrics.GovernorBlocked(reason);
        return true;
    }

    // As Redis tells it, contract section 6.3: -2 absent, -1 without an end, else seconds.
    private static long Ttl(KeyLife life) => !life.Exists ? -2 : life.Remaining is { } left ? (long)left.TotalSeconds : -1;
}
