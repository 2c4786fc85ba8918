using QuantumTrader.Domain;

namespace QuantumTrader.Cli.Inspect;

/// <summary>How old a stored record is.</summary>
internal static class RecordAge
{
    /// <summary>Seconds; null for a recording, whose times are not those of the clock.</summary>
    public static long? SecondsOf(Provenance source, long epoch, long nowEpoch) => source == Provenance.Replay ? null : nowEpoch - epoch;
}
