namespace QuantumTrader.Domain.Safety;

/// <summary>What the kill switch says for one symbol at one moment.</summary>
/// <param name="IsOn">For everything or for this symbol.</param>
/// <param name="IsReadable">False: something stands there that is no switch. Counts as on for what raises risk; what reduces it passes.</param>
/// <param name="ReleasedMs">When it was last released, Unix milliseconds; null: never.</param>
public readonly record struct KillState(bool IsOn, bool IsReadable, long? ReleasedMs)
{
    public bool Blocks(bool reducesRisk) => IsOn || (!IsReadable && !reducesRisk);

    /// <summary>Made before the release: what piled up during a halt is not acted on.</summary>
    public bool IsBacklog(long madeMs) => ReleasedMs is { } released && madeMs < released;
}
