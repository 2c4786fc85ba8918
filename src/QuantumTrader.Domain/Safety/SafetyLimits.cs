namespace QuantumTrader.Domain.Safety;

/// <summary>How many intents that could raise risk may come within one tumbling window, and what follows when more do.</summary>
/// <param name="GlobalMax">Of all symbols.</param>
/// <param name="SymbolMax">Of one symbol.</param>
/// <param name="WindowSec">Length of the window, seconds.</param>
/// <param name="CooldownSec">How long a trip keeps safe mode on, seconds.</param>
public readonly record struct SafetyLimits(int GlobalMax, int SymbolMax, int WindowSec, int CooldownSec)
{
    /// <summary>Number of the window that a moment lies in; part of the names of its counters.</summary>
    public long BucketOf(long epochSec) => BucketOf(epochSec, WindowSec);

    public static long BucketOf(long epochSec, int windowSec) => epochSec / windowSec;
}
