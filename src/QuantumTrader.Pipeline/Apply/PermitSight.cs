using QuantumTrader.Domain.Permits;
using QuantumTrader.Domain.Safety;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>Everything that decides on a waiting plan, as it stood at one look.</summary>
/// <param name="GovernorBlock">The governor's refusal, which outlives the attempt that it was for.</param>
/// <param name="P26Refusal">Reason of the heat gate's newest refusal; null when there is none.</param>
internal readonly record struct PermitSight(
    Stored<string> Governor,
    Stored<string> P33,
    Stored<string> P26,
    Stored<string> GovernorBlock,
    string? P26Refusal,
    Stored<PositionRecord> Position,
    KillState Kill,
    PlanMemory Memory)
{
    /// <summary>All reads are on their way when this first waits: one round trip for any number of plans.</summary>
    public static async ValueTask<PermitSight> ReadAsync(
        IStateStore store, PlanBook book, PlanRecord plan, ValueTask<KillState> kill, string? p26Refusal, CancellationToken cancellation)
    {
        var governor = store.GetTextAsync(Keys.Permit(PermitGate.Governor, plan.PlanId), cancellation);
        var p33 = store.GetTextAsync(Keys.Permit(PermitGate.P33, plan.PlanId), cancellation);
        var p26 = store.GetTextAsync(Keys.Permit(PermitGate.P26, plan.PlanId), cancellation);
        var block = store.GetTextAsync(Keys.GovernorBlock(plan.PlanId), cancellation);
        var position = store.GetAsync(Keys.Position(plan.Symbol), cancellation);
        var memory = book.ReadAsync(plan.PlanId, cancellation);
        return new PermitSight(await governor, await p33, await p26, await block, p26Refusal, await position, await kill, await memory);
    }

    /// <summary>The three permits with exactly the texts that were looked at; to be used when all are granted.</summary>
    public KeyValuePair<string, string>[] Texts(string planId) =>
    [
        new(Keys.Permit(PermitGate.Governor, planId), Governor.Value!), new(Keys.Permit(PermitGate.P33, planId), P33.Value!),
        new(Keys.Permit(PermitGate.P26, planId), P26.Value!),
    ];
}
