using System.Globalization;

namespace QuantumTrader.Domain.Ladder;

/// <summary>A rung as a person writes it, whatever the file: each field is the text that stands there.</summary>
/// <param name="AtR">Null: nothing stands there.</param>
/// <param name="CloseRatio">Null: nothing stands there.</param>
/// <param name="Then"><c>breakeven</c>, <c>lock_r: x</c>, <c>trail: atr x n</c>; null: nothing.</param>
public sealed record RungText(string? AtR, string? CloseRatio, string? Then = null)
{
    public const string AtRField = "at_r";
    public const string CloseRatioField = "close_ratio";
    public const string ThenField = "then";

    /// <summary>What a text must be that is no rung at all.</summary>
    public const string Form = "must be at_r:close_ratio, as 0.5:0.25 or 0.5:0.25[breakeven]";

    /// <summary>The known words of <see cref="Then"/>.</summary>
    public const string FollowUps = "must be one of breakeven, lock_r: x, trail: atr x n";

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The rungs of a text: its parts between commas, those in brackets apart. Empty for a blank text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var parts = new List<string>();
        var (start, isInBrackets) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            isInBrackets = text[i] == '[' || (isInBrackets && text[i] != ']');
            if (text[i] != ',' || isInBrackets)
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        return [.. parts, text[start..]];
    }

    /// <summary>Takes <c>at_r:close_ratio[then]</c> apart without judging the fields; null when it is not of that form.</summary>
    public static RungText? Take(string part)
    {
        var numbers = part.Trim();
        string? then = null;
        var bracket = numbers.IndexOf('[');
        if (bracket >= 0)
        {
            if (numbers[^1] != ']')
                return null;
            (numbers, then) = (numbers[..bracket], numbers[(bracket + 1)..^1].Trim());
        }

        return numbers.Split(':') is [var atR, var closeRatio] ? new RungText(atR, closeRatio, then) : null;
    }

    internal RungDraft Read(int rung, List<LadderFault> faults) => new(
        Number(AtR, rung, AtRField, faults), Number(CloseRatio, rung, CloseRatioField, faults), Then is null ? null : FollowUp(Then, rung, faults));

    private static decimal? Number(string? text, int rung, string field, List<LadderFault> faults)
    {
        if (decimal.TryParse(text?.Trim(), Plain, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(new LadderFault(rung, field, text, text is null ? "is missing" : "must be a finite number"));
        return null;
    }

    private static RungFollowUp? FollowUp(string text, int rung, List<LadderFault> faults)
    {
        // "lock_r: 0.5", "lock_r 0.5" and "trail: atr x 2" are words and numbers; the colon is YAML's.
        var words = text.Replace(':', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["breakeven"]:
                return new RungFollowUp.Breakeven();
            case ["lock_r", var level]:
                return Number(level, rung, ThenField, faults) is { } r ? new RungFollowUp.LockR(r) : null;
            case ["trail", "atr", "x", var times]:
                return Number(times, rung, ThenField, faults) is { } multiple ? new RungFollowUp.TrailAtr(multiple) : null;
            default:
                faults.Add(new LadderFault(rung, ThenField, text, FollowUps));
                return null;
        }
    }
}
