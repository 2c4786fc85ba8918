using System.Globalization;

namespace QuantumTrader.Domain.Ladder;

/// <summary>A rung as a person writes it, whatever the file: each field is the text that stands there.</summary>
/// <param name="Then"><c>breakeven</c>, <c>lock_r: x</c>, <c>trail: atr x n</c>; null: nothing.</param>
public sealed record RungText(string AtR, string CloseRatio, string? Then = null)
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    internal static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"rung {index + 1}");

    internal RungDraft Read(string name, List<LadderFault> faults) => new(
        Number(AtR, name + " at_r", faults), Number(CloseRatio, name + " close_ratio", faults), Then is null ? null : FollowUp(Then, name + " then", faults));

    private static decimal? Number(string text, string where, List<LadderFault> faults)
    {
        if (decimal.TryParse(text.Trim(), Plain, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(new LadderFault(where, text, "must be a finite number"));
        return null;
    }

    private static RungFollowUp? FollowUp(string text, string where, List<LadderFault> faults)
    {
        // "lock_r: 0.5", "lock_r 0.5" and "trail: atr x 2" are words and numbers; the colon is YAML's.
        var words = text.Replace(':', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["breakeven"]:
                return new RungFollowUp.Breakeven();
            case ["lock_r", var level]:
                return Number(level, where, faults) is { } r ? new RungFollowUp.LockR(r) : null;
            case ["trail", "atr", "x", var times]:
                return Number(times, where, faults) is { } multiple ? new RungFollowUp.TrailAtr(multiple) : null;
            default:
                faults.Add(new LadderFault(where, text, "must be one of breakeven, lock_r: x, trail: atr x n"));
                return null;
        }
    }
}
