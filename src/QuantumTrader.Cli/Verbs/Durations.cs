using System.Globalization;

namespace QuantumTrader.Cli.Verbs;

/// <summary>Durations as people type them: 30s, 5m, 1h.</summary>
internal static class Durations
{
    /// <exception cref="UsageException">The text is no duration above 0.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        var unit = text.Length == 0 ? ' ' : text[^1];
        double? seconds = unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => null,
        };
        if (seconds is { } each
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count > 0
            && count * each <= TimeSpan.FromDays(365).TotalSeconds)
        {
            return TimeSpan.FromSeconds(count * each);
        }

        throw new UsageException($"{option} = '{text}': must be a number with s, m or h, such as 30s");
    }
}
