using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>
/// Who has a plan and what has become of it, so that no plan is carried out twice and none is lost. An attempt is named by the calibrated entry that it was made of: a
/// redelivered entry finds itself and goes on, any other one finds somebody else.
/// </summary>
/// <param name="keep">How long an outcome is remembered.</param>
/// <param name="pause">How long a slice that was too small is not asked for again.</param>
internal sealed class PlanBook(IStateStore store, TimeSpan keep, TimeSpan pause)
{
    // No permit of an attempt lives this long, and entries that a dead consumer left have been claimed by then: who has not come to an end will not any more.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(120);

    public TimeSpan Keep => keep;

    public async ValueTask<PlanMemory> ReadAsync(string planId, CancellationToken cancellation)
    {
        var state = store.GetTextAsync(Keys.PlanState(planId), cancellation);
        var owner = store.GetTextAsync(Keys.PlanOwner(planId), cancellation);
        var consumed = store.GetTextAsync(Keys.PlanConsumed(planId), cancellation);
        var deferred = store.GetTextAsync(Keys.PlanDeferred(planId), cancellation);
        return new PlanMemory(await state, await owner, await consumed, await deferred);
    }

    /// <summary>Takes a plan that is not taken; false: another attempt was quicker.</summary>
    public ValueTask<bool> ClaimAsync(string planId, PlanMemory memory, StreamId attempt, CancellationToken cancellation)
    {
        var key = Keys.PlanOwner(planId);
        if (memory.IsOwnedBy(attempt))
            return new ValueTask<bool>(true);
        return memory.Owner.Value is { } earlier
            ? store.ReplaceTextAsync(key, earlier, attempt.ToString(), Lease, cancellation)
            : store.SetTextIfAbsentAsync(key, attempt.ToString(), Lease, cancellation);
    }

    /// <summary>Says that a claimed plan is on its way. An outcome that came in between stays.</summary>
    public async ValueTask ReserveAsync(string planId, PlanMemory memory, CancellationToken cancellation)
    {
        var key = Keys.PlanState(planId);
        if (memory.State.IsMissing)
            await store.SetTextIfAbsentAsync(key, PlanStates.Reserved, Lease, cancellation);
        else if (memory.State.Value == PlanStates.Failed)
            await store.ReplaceTextAsync(key, PlanStates.Failed, PlanStates.Reserved, Lease, cancellation);
    }

    public ValueTask DoneAsync(string planId, CancellationToken cancellation) =>
        store.SetTextAsync(Keys.PlanState(planId), PlanStates.Done, keep, cancellation);

    /// <summary>Puts a slice off that is too small for the venue: with every bar the answer would be the same until the price has moved far.</summary>
    public ValueTask DeferAsync(string planId, PlanStep step, CancellationToken cancellation) =>
        store.SetTextAsync(Keys.PlanDeferred(planId), step.ToWire(), pause, cancellation);

    /// <summary>Lets the plan be tried again.</summary>
    /// <param name="consumed">The permits that it had consumed; null: none.</param>
    public async ValueTask FailedAsync(string planId, string? consumed, CancellationToken cancellation)
    {
        // The permits' mark first: with the state alone the next attempt would still find the plan taken, and nobody would come back to it.
        if (consumed is not null)
            await store.ConsumeTogetherAsync([new(Keys.PlanConsumed(planId), consumed)], cancellation);
        await store.ReplaceTextAsync(Keys.PlanState(planId), PlanStates.Reserved, PlanStates.Failed, keep, cancellation);
    }
}
