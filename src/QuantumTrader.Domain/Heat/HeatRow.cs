using QuantumTrader.Domain.Harvest;

namespace QuantumTrader.Domain.Heat;

/// <summary>One row of a heat policy: what an action becomes in a bucket.</summary>
/// <param name="Becomes">A smaller close, or a hold.</param>
/// <param name="BelowKillScore">The row applies to lower kill scores only; null: to all.</param>
public readonly record struct HeatRow(HeatBucket Bucket, HarvestAction Action, HarvestAction Becomes, double? BelowKillScore = null)
{
    /// <summary>What is wrong with the row; null: nothing. A policy may only weaken a close or hold it back.</summary>
    public string? Fault
    {
        get
        {
            if (Action.CloseShare() is not { } share)
                return $"{Action.ToWire()} closes nothing: a row is about FULL_CLOSE_PROPOSED, PARTIAL_75, PARTIAL_50 or PARTIAL_25";
            if (Becomes != HarvestAction.Hold && Becomes.CloseShare() is null)
                return $"{Action.ToWire()} cannot become {Becomes.ToWire()}: it becomes a close of the same size or smaller, or HOLD";
            return Becomes.CloseShare() > share ? $"{Action.ToWire()} cannot become {Becomes.ToWire()}: a policy never enlarges a close" : null;
        }
    }
}
