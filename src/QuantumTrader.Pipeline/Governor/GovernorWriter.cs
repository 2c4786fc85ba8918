using System.Text.Json;
using QuantumTrader.Domain;
using QuantumTrader.Domain.Permits;
using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.Governor;

/// <summary>Writes the answers of a batch in one round trip: each permit or block, and the news of it behind it. The news allows nothing; who reads it looks at the permit itself.</summary>
internal sealed class GovernorWriter(StageContext context, GovernorMetrics metrics)
{
    // Contract section 6.2.
    public static readonly TimeSpan PermitLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BlockLife = TimeSpan.FromSeconds(3600);
    private const long MillisecondsPerSecond = 1000;

    // Of a permit that was given.
    private const string Granted = "granted";

    public async ValueTask WriteAsync(IReadOnlyList<GovernorAnswer> answers, CancellationToken cancellation)
    {
        var nowMs = context.NowMs;
        var writes = new List<Task>(3 * answers.Count);
        foreach (var answer in answers)
        {
            var text = TextOf(answer, nowMs / MillisecondsPerSecond);
            var plan = answer.Plan.PlanId;
            var (permit, block) = (Keys.Permit(PermitGate.Governor, plan), Keys.GovernorBlock(plan));

            // What an earlier answer to the same plan has left says the opposite.
            var isRefused = answer.Refusal is not null;
            writes.Add(context.Store.DeleteAsync(isRefused ? permit : block, cancellation).AsTask());
            writes.Add(context.Store.SetTextAsync(isRefused ? block : permit, text, isRefused ? BlockLife : PermitLife, cancellation).AsTask());
            writes.Add(context.Bus.AppendAsync(Keys.PermitNotices, Notice(answer, text, nowMs), cancellation).AsTask());
        }

        await Task.WhenAll(writes);
        foreach (var answer in answers)
            Count(answer);
    }

    private void Count(GovernorAnswer answer)
    {
        if (answer.Refusal is { } reason)
            metrics.Blocked.Add(answer.Plan.Symbol, reason.ToCode());
        else
            metrics.Allowed.Add(answer.Plan.Symbol);
    }

    private static PermitNoticeRecord Notice(GovernorAnswer answer, string text, long nowMs) => new(
        answer.Plan.PlanId, answer.Plan.Symbol, PermitGate.Governor, answer.Refusal is null, answer.Refusal?.ToCode() ?? Granted, text, nowMs,
        answer.Plan.Source);

    private static string TextOf(GovernorAnswer answer, long nowEpoch) => answer.Refusal is { } reason
        ? JsonSerializer.Serialize(new GovernorBlock(reason.ToCode(), nowEpoch, answer.Plan.Symbol), PermitJson.Default.GovernorBlock)
        : JsonSerializer.Serialize(
            new GovernorPermit(
                Granted: true, answer.Plan.Symbol, answer.Plan.PlanId, WireNames.Of(answer.Plan.Decision), answer.Quantity, answer.Notional, nowEpoch,
                Consumed: false),
            PermitJson.Default.GovernorPermit);
}
