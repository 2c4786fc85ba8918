namespace QuantumTrader.Pipeline.HarvestBrain;

/// <summary>A move of the stop that was asked for.</summary>
/// <param name="Name">See <see cref="ActName"/>.</param>
/// <param name="AskedMs">Unix milliseconds.</param>
internal sealed record StopAsk(string Name, long AskedMs);
