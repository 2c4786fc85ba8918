namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>What became of asks for the slice of a rung.</summary>
/// <param name="Endings">How many came to an end before they were filled.</param>
/// <param name="PartMs">When a part of the one that is open was last filled, Unix milliseconds; null: none is filled in part.</param>
internal sealed record RungAsk(int Endings, long? PartMs)
{
    public static RungAsk First { get; } = new(0, null);

    public RungAsk Ended => new(Endings + 1, null);
}
