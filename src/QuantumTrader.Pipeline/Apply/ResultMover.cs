using QuantumTrader.Messaging.Contract.Permits;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>Moves the state of plans by what became of them: done, or free to be tried again.</summary>
internal sealed class ResultMover(PlanBook book, ApplyMetrics metrics)
{
    private const long MillisecondsPerSecond = 1000;

    public async ValueTask MoveAsync(IReadOnlyList<ApplyResultRecord> results, CancellationToken cancellation)
    {
        var reads = new ValueTask<PlanMemory>[results.Count];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = book.ReadAsync(results[i].PlanId, cancellation);
        var moves = new ValueTask[results.Count];
        for (var i = 0; i < reads.Length; i++)
            moves[i] = Move(results[i], await reads[i], cancellation);
        foreach (var move in moves)
            await move;
    }

    private ValueTask Move(ApplyResultRecord result, PlanMemory memory, CancellationToken cancellation)
    {
        // An intent's, or one that nobody remembers.
        if (!memory.IsKnown)
            return default;
        Count(result);
        if (result.Executed || !result.MayRetry)
            return book.DoneAsync(result.PlanId, cancellation);

        // Of apply itself: the permits were never consumed for it. Where they have been, another entry of the plan went further than this one.
        if (result.Steps.Count == 0)
        {
            return memory.Consumed.IsMissing && result.Attempt is { } attempt && memory.Owner.Value == attempt
                ? book.FailedAsync(result.PlanId, consumed: null, cancellation)
                : default;
        }

        // Of execution: an attempt ends once; what an earlier one left says nothing of a later one.
        if (memory.Consumed.Value is { } text)
            return IsOf(result, text) ? book.FailedAsync(result.PlanId, text, cancellation) : default;
        return result.Attempt is { } sent && memory.Owner.Value == sent ? book.FailedAsync(result.PlanId, consumed: null, cancellation) : default;
    }

    private static bool IsOf(ApplyResultRecord result, string text) =>
        PermitJson.TryRead(text, PermitJson.Default.ConsumedPermits, out var consumed, out _)
        && (result.Attempt is { } attempt ? attempt == consumed.Attempt : result.TimeMs >= consumed.ConsumedMs);

    private void Count(ApplyResultRecord result)
    {
        metrics.Outcomes.Add(
            result.Executed ? ApplyMetrics.Executed : result.WouldExecute && result.Steps.Count == 0 ? ApplyMetrics.WouldExecute : ApplyMetrics.NotExecuted);
        foreach (var step in result.Steps)
            metrics.Steps.Add(result.Symbol, step.Step, step.Status);
        if (result.Executed)
            metrics.LastSuccess.Set(result.TimeMs / MillisecondsPerSecond, result.Symbol);
    }
}
