namespace QuantumTrader.Domain;

/// <summary>Where data came from. Ordered from the most to the least trustworthy, so that the weaker of two is the larger.</summary>
public enum Provenance
{
    /// <summary>A live venue said so.</summary>
    Exchange,

    /// <summary>The paper venue said so.</summary>
    Paper,

    /// <summary>Recorded market data played back.</summary>
    Replay,

    /// <summary>Made up by a seeded generator; a plan built on it is never executed on a live venue.</summary>
    Synthetic,
}

public static class Provenances
{
    /// <summary>The provenance of what was computed from both: the weaker one travels on.</summary>
    public static Provenance Combine(Provenance one, Provenance other) => one > other ? one : other;
}
