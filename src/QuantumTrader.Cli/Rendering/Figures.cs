using System.Globalization;

namespace QuantumTrader.Cli.Rendering;

/// <summary>Numbers and times as people read them.</summary>
internal static class Figures
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3600;
    private const int SecondsPerDay = 86_400;

    /// <summary>What stands where nothing is known.</summary>
    public const string Unknown = "-";

    public static string Price(decimal price) => price.ToString(price >= 1000 ? "N1" : price >= 1 ? "F3" : "F5", CultureInfo.InvariantCulture);

    public static string Price(decimal? price) => price is { } known ? Price(known) : Unknown;

    public static string Money(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>All digits that the number has, without zeros that say nothing.</summary>
    public static string Quantity(decimal? value) => value is { } known ? known.ToString("0.##################", CultureInfo.InvariantCulture) : Unknown;

    public static string Fixed(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>At most so many decimals, without zeros that say nothing.</summary>
    public static string Short(double value, int decimals) => value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);

    public static string Signed(double value, int decimals) =>
        value.ToString("+0." + new string('0', decimals) + ";-0." + new string('0', decimals), CultureInfo.InvariantCulture);

    public static string Signed(decimal value) => value.ToString("+#,0.00;-#,0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>Time of day, UTC.</summary>
    public static string Time(long epoch) => DateTimeOffset.FromUnixTimeSeconds(epoch).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Time of day to the millisecond, UTC.</summary>
    public static string TimeMs(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Date and time, UTC.</summary>
    public static string Date(long epoch) => DateTimeOffset.FromUnixTimeSeconds(epoch).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Date and time to the millisecond, UTC.</summary>
    public static string DateMs(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The two largest units of a duration: <c>45s</c>, <c>3m20s</c>, <c>3h22m</c>, <c>2d4h</c>.</summary>
    public static string Age(long seconds) => seconds switch
    {
        < 0 => "-" + Age(-seconds),
        < SecondsPerMinute => Invariant($"{seconds}s"),
        < SecondsPerHour => Invariant($"{seconds / SecondsPerMinute}m{seconds % SecondsPerMinute}s"),
        < SecondsPerDay => Invariant($"{seconds / SecondsPerHour}h{seconds % SecondsPerHour / SecondsPerMinute}m"),
        _ => Invariant($"{seconds / SecondsPerDay}d{seconds % SecondsPerDay / SecondsPerHour}h"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
