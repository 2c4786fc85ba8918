using QuantumTrader.Domain.Plans;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>What stands of earlier attempts at a plan.</summary>
/// <param name="State">One of <see cref="PlanStates"/>.</param>
/// <param name="Owner">The attempt that has the plan.</param>
/// <param name="Consumed">The permits of the plan have been consumed.</param>
/// <param name="Deferred">The step whose slice was too small for the venue.</param>
internal readonly record struct PlanMemory(Stored<string> State, Stored<string> Owner, Stored<string> Consumed, Stored<string> Deferred)
{
    public bool IsKnown => !State.IsMissing || !Owner.IsMissing || !Consumed.IsMissing;

    /// <summary>Whether anybody else but the attempt has the plan, or it is done. What cannot be read is taken: the plan does not happen.</summary>
    public bool IsTaken(StreamId attempt)
    {
        if (!Consumed.IsMissing)
            return true;
        return State switch
        {
            { IsMissing: true } => !Owner.IsMissing && !IsOwnedBy(attempt),
            { Value: PlanStates.Failed } => false,
            { Value: PlanStates.Reserved } => !IsOwnedBy(attempt),
            _ => true,
        };
    }

    /// <summary>Only for the same step: a full close of the same act is never put off.</summary>
    public bool IsDeferred(PlanStep? step) => step is { } one && Deferred.Value == one.ToWire();

    public bool IsOwnedBy(StreamId attempt) => Owner.Value == attempt.ToString();
}
