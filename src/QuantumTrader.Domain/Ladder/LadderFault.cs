namespace QuantumTrader.Domain.Ladder;

/// <summary>One thing that is wrong with a ladder.</summary>
/// <param name="Where">The rung, counted from 1, and its field; or the ladder as a whole.</param>
/// <param name="Value">What stands there, as it was written.</param>
/// <param name="Rule">What it must be.</param>
public sealed record LadderFault(string Where, string Value, string Rule)
{
    public override string ToString() => $"{Where} = '{Value}': {Rule}";
}
