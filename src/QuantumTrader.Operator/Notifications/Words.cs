using System.Globalization;
using System.Text;

namespace QuantumTrader.Operator.Notifications;

/// <summary>How numbers, times and the words of others stand in a line. Pure.</summary>
internal static class Words
{
    /// <summary>Nobody's text makes a line longer than this.</summary>
    public const int LongestText = 200;

    public static string Number(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    public static string R(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture) + " R";

    /// <summary>", profit 12.5" or ", loss 3"; nothing when it is not known.</summary>
    public static string Profit(decimal? value)
    {
        if (value is not { } exact)
            return "";
        var rounded = decimal.Round(exact, 4);
        return rounded < 0 ? ", loss " + Number(-rounded) : ", profit " + Number(rounded);
    }

    /// <summary>What operators and other programs write comes from anywhere: on one line, and not too long.</summary>
    public static string Clean(string text)
    {
        // By whole characters: half of one cannot be written as JSON.
        var line = new StringBuilder();
        foreach (var letter in text.EnumerateRunes().Take(LongestText))
            line.Append(Rune.IsControl(letter) || letter.Value is 0x2028 or 0x2029 ? " " : letter.ToString());
        return line.ToString().Trim() + (text.EnumerateRunes().Skip(LongestText).Any() ? "..." : "");
    }

    /// <summary>Time of day, UTC; with the date when that is not the day of the message.</summary>
    public static string Time(long atMs, DateTimeOffset now)
    {
        var at = Instant(atMs);
        return at.ToString(at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
    }

    /// <summary>ISO 8601, UTC, to the millisecond.</summary>
    public static string Iso(long atMs) => Instant(atMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // Anybody can write any number into a stream; what is no time is shown as the nearest that is one.
    private static DateTimeOffset Instant(long atMs) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(atMs, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
