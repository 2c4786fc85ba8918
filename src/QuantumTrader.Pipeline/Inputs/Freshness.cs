using QuantumTrader.Domain;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Pipeline.Inputs;

/// <summary>How old an input is for the decision that uses it, and how old it may be.</summary>
public static class Freshness
{
    // As long as the key of a market state lives.
    private const int MostBars = 3;

    /// <summary>
    /// Seconds. What a live or simulated market says ages by the clock. A recording is as old as it is: played back against the wall clock, its
    /// records are measured against the newest of the inputs that are used together.
    /// </summary>
    public static long AgeSec(Provenance source, long inputsEpoch, long nowEpoch, long newestInputEpoch) =>
        (source == Provenance.Replay ? newestInputEpoch : nowEpoch) - inputsEpoch;

    /// <summary>Too old, or dated as far ahead: then the clock of whoever wrote it, or ours, is wrong.</summary>
    public static bool IsOff(long ageSec, double limitSec) => Math.Abs(ageSec) > limitSec;

    /// <summary>Seconds that something computed from bars may be old: it is renewed once a bar, so never less than three bars.</summary>
    public static double OfBars(double configuredSec, BarInterval interval) => Math.Max(configuredSec, MostBars * interval.Duration.TotalSeconds);

    /// <summary>Seconds that the word of a venue may be old. One that lives by its bars marks its positions once a bar.</summary>
    public static double OfVenue(double configuredSec, Provenance source, BarInterval interval) =>
        source == Provenance.Exchange || interval == BarInterval.OneMinute ? configuredSec : OfBars(configuredSec, interval);
}
