using QuantumTrader.Messaging.Contract;
using QuantumTrader.Messaging.Contract.Records;

namespace QuantumTrader.Pipeline.Apply;

/// <summary>A plan that waits for its permits.</summary>
/// <param name="entry">Id of its entry on the plan stream.</param>
/// <param name="deadlineMs">The last look, Unix milliseconds.</param>
internal sealed class WaitingPlan(StreamId entry, PlanRecord plan, long deadlineMs)
{
    // Contract section 6.3.
    private const long StepMs = 100;

    public StreamId Entry => entry;

    public PlanRecord Plan => plan;

    /// <summary>Unix milliseconds; at once for a new plan.</summary>
    public long NextLookMs { get; private set; } = long.MinValue;

    public bool IsOver(long nowMs) => nowMs >= deadlineMs;

    /// <summary>There is news of a permit.</summary>
    public void Wake() => NextLookMs = long.MinValue;

    public void LookAgain(long nowMs) => NextLookMs = IsOver(nowMs) ? nowMs + StepMs : Math.Min(nowMs + StepMs, deadlineMs);
}
