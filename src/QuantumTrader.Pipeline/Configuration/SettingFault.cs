using System.Text;

namespace QuantumTrader.Pipeline.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Key">The setting, with its section where it was given for that section only; null when the fault is in a file as a whole.</param>
/// <param name="Value">What was found, already masked when it is secret; null when there is no value to show.</param>
/// <param name="Rule">What it must be, starting with a verb: <c>must be a number from 0.1 to 3600 (seconds)</c>.</param>
/// <param name="Origin">Where it stands; null from <see cref="ICheckedOptions.Check"/>, since options do not know: the binder fills it in.</param>
/// <param name="Part">What of the value it is about, as <c>rung 2 at_r</c>; null: all of it.</param>
public sealed record SettingFault(string? Key, string? Value, string Rule, SettingOrigin? Origin = null, string? Part = null)
{
    // A value may be a whole paragraph (a YAML block); the message stays on one readable line.
    private const int LongestValue = 100;

    public override string ToString()
    {
        var line = new StringBuilder();
        if (Origin is not null)
            line.Append(Origin).Append(": ");
        if (Key is not null)
        {
            line.Append(Key).Append(Part is null ? "" : $" {OneLine(Part)}");
            line.Append(Value is null ? "" : $" = '{OneLine(Value)}'").Append(": ");
        }

        return line.Append(Rule).ToString();
    }

    private static string OneLine(string value)
    {
        var text = new StringBuilder();
        foreach (var c in value.Length <= LongestValue ? value : value[..LongestValue] + "...")
            text.Append(char.IsControl(c) ? ' ' : c);
        return text.ToString();
    }
}
