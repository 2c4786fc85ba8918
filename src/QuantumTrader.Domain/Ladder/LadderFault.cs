namespace QuantumTrader.Domain.Ladder;

/// <summary>One thing that is wrong with a ladder.</summary>
/// <param name="Rung">Counted from 1; null: the ladder as a whole.</param>
/// <param name="Field">What of the rung or of the ladder; null: all of it.</param>
/// <param name="Value">What stands there, as it was written; null when nothing does.</param>
/// <param name="Rule">What it must be.</param>
public sealed record LadderFault(int? Rung, string? Field, string? Value, string Rule)
{
    /// <summary>The rung and its field, or what of the ladder as a whole.</summary>
    public string Where => (Rung is null ? Field ?? "ladder" : $"rung {Rung} {Field}").TrimEnd();

    public override string ToString() => Where + (Value is null ? "" : $" = '{Value}'") + $": {Rule}";
}
