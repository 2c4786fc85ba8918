using QuantumTrader.Domain;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>How old an input is for the decision that uses it.</summary>
public static class Freshness
{
    /// <summary>
    /// Seconds. What a live or simulated market says ages by the clock. A recording is as old as it is: played back against the wall clock, its
    /// records are measured against the newest of the inputs that are used together.
    /// </summary>
    public static long AgeSec(Provenance source, long inputsEpoch, long nowEpoch, long newestInputEpoch) =>
        (source == Provenance.Replay ? newestInputEpoch : nowEpoch) - inputsEpoch;
}
