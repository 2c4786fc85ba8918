namespace QuantumTrader.Domain.Ladder;

/// <summary>One thing that is wrong with the ladders of single symbols.</summary>
/// <param name="Entry">Which of the ladders, counted from 1; null: all of them.</param>
/// <param name="Owner">The symbol, and the side when there is one, as it was written.</param>
/// <param name="Rule">What it must be.</param>
/// <param name="OfLadder">The fault of the ladder; null when it is the owner that is wrong.</param>
public sealed record LadderBookFault(int? Entry, string Owner, string Rule, LadderFault? OfLadder = null)
{
    /// <summary>The owner, and what of its ladder.</summary>
    public string Where => OfLadder is null ? Owner : $"{Owner} {OfLadder.Where}";

    /// <summary>What stands there, as it was written; null when the owner says it all.</summary>
    public string? Value => OfLadder is null && Owner.Length == 0 ? "" : OfLadder?.Value;

    public override string ToString() => (Where + (Value is null ? "" : $" = '{Value}'")).TrimStart() + $": {Rule}";
}
