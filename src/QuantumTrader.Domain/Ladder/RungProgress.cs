namespace QuantumTrader.Domain.Ladder;

/// <summary>A rung that has been taken, and how far. Named by its trigger, which outlives a change of the ladder. Quantities in base currency.</summary>
/// <param name="AtR">The trigger of the rung.</param>
/// <param name="Target">What it is to close in all; 0 when its slice was too small and rolled forward.</param>
/// <param name="Asked">What orders or suggestions ask for that have not ended, and what is filled.</param>
/// <param name="Filled">What fills have closed.</param>
public sealed record RungProgress(decimal AtR, decimal Target, decimal Asked, decimal Filled)
{
    /// <summary>Asked for and not filled.</summary>
    public decimal Outstanding => Math.Max(0, Asked - Filled);

    /// <summary>Still to be asked for: an order ended before it was filled.</summary>
    public decimal Missing => Math.Max(0, Target - Asked);

    /// <summary>A rung that is over: nothing more is closed for it.</summary>
    public static RungProgress Over(decimal atR) => new(atR, 0, 0, 0);

    /// <summary>A fill can come after its order was given up; it counts, and what it closed is not asked for again.</summary>
    internal RungProgress Fill(decimal quantity) =>
        this with { Filled = Filled + quantity, Asked = Math.Max(Asked, Filled + quantity), Target = Math.Max(Target, Filled + quantity) };
}
