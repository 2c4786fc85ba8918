namespace QuantumTrader.Domain.Ladder;

/// <summary>One thing that the ladder asks for.</summary>
/// <param name="RungAtR">Trigger that names the act within the life of the position; null for a stop that follows the price.</param>
/// <param name="Quantity">Base currency: what to close; of a stop, the position as it stands now, which the stop must not exceed after later fills either.</param>
/// <param name="NewStop">On the tick grid, quote currency; null for a close.</param>
/// <param name="RLevel">R at which the act was decided.</param>
public sealed record LadderAct(
    LadderIntent Intent, decimal? RungAtR, decimal Quantity, decimal? NewStop, decimal RLevel, IReadOnlyList<LadderReason> Reasons);
