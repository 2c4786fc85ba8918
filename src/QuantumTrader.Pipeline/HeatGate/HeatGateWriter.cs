using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;
using QuantumTrader.Pipeline.Hosting;

namespace QuantumTrader.Pipeline.HeatGate;

/// <summary>
/// Writes the answers of a batch in two round trips: the permits, then what makes others look for them. A calibrated act is never on its stream without its permit.
/// </summary>
internal sealed class HeatGateWriter(StageContext context, GateMode mode, string policy, HeatGateMetrics metrics)
{
    // Contract sections 4 and 6.3.
    private static readonly TimeSpan PermitLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StateLife = TimeSpan.FromSeconds(300);

    private readonly Dictionary<string, HeatAnswer> _states = new(StringComparer.Ordinal);

    /// <param name="done">Plans that have been carried out: they get no permit any more.</param>
    public async ValueTask WriteAsync(IReadOnlyList<HeatAnswer> answers, IReadOnlyList<bool> done, CancellationToken cancellation)
    {
        var nowMs = context.NowMs;
        var notices = new PermitNoticeRecord?[answers.Count];
        var permits = new List<ValueTask>(answers.Count);
        for (var i = 0; i < answers.Count; i++)
        {
            if (done[i])
                continue;
            var permit = answers[i].Permit(mode, nowMs);
            var text = HeatAnswer.Text(permit);
            notices[i] = answers[i].Notice(permit, text, nowMs);
            if (permit.Granted)
                permits.Add(context.Store.SetTextAsync(Keys.Permit(notices[i]!.Gate, permit.PlanId), text, PermitLife, cancellation));
        }

        await AllAsync(permits);
        var tellings = new List<ValueTask>(2 * answers.Count);
        var states = WriteStates(answers, nowMs, cancellation);
        for (var i = 0; i < answers.Count; i++)
        {
            if (notices[i] is { } notice)
                tellings.Add(Append(Keys.PermitNotices, notice, cancellation));
            if (answers[i].Calibrated(mode, policy, nowMs) is { } calibrated)
                tellings.Add(Append(Keys.Calibrated, calibrated, cancellation));
        }

        await CountAsync(states);
        await AllAsync(tellings);
        foreach (var answer in answers)
            Count(answer, nowMs);
    }

    // One key a symbol: of several closes in a batch the last one stands. A stop is not calibrated and leaves the key alone.
    private List<ValueTask> WriteStates(IReadOnlyList<HeatAnswer> answers, long nowMs, CancellationToken cancellation)
    {
        if (mode != GateMode.Enforce)
            return [];
        _states.Clear();
        foreach (var answer in answers)
        {
            if (answer is { Decision: not null, Closes: true })
                _states[answer.Proposal.Symbol] = answer;
        }

        return [.. _states.Select(state => context.Store.SetAsync(Keys.CalibratedState(state.Key), state.Value.State(nowMs), StateLife, cancellation))];
    }

    private async ValueTask CountAsync(List<ValueTask> states)
    {
        foreach (var state in states)
        {
            try
            {
                await state;
                metrics.HashWrites.Add();
            }
            catch
            {
                metrics.HashWriteFails.Add();
                throw;
            }
        }
    }

    private void Count(HeatAnswer answer, long nowMs)
    {
        var lagMs = nowMs - answer.Proposal.ComputedMs;
        if (answer.Failure is { } failure)
            metrics.Fail(failure);
        if (answer.Decision is { } decision)
            metrics.Answer(answer.Proposal.Action, decision, lagMs);
        else
            metrics.Answered(lagMs);
    }

    private async ValueTask Append<T>(StreamKey<T> stream, T record, CancellationToken cancellation)
        where T : class, IWireRecord<T> => await context.Bus.AppendAsync(stream, record, cancellation);

    private static async ValueTask AllAsync(List<ValueTask> writes)
    {
        foreach (var write in writes)
            await write;
    }
}
