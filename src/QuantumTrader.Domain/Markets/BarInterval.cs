using System.Globalization;

namespace QuantumTrader.Domain.Markets;

/// <summary>Length of a bar, written as venues write it: 1m, 3m, 5m, 15m, 30m, 1h.</summary>
public readonly record struct BarInterval
{
    // Counted from one, so that the default value is one minute and equals OneMinute.
    private readonly int _minutesBeyondOne;

    private BarInterval(int minutes) => _minutesBeyondOne = minutes - 1;

    public static readonly BarInterval OneMinute = new(1);

    public static readonly BarInterval FiveMinutes = new(5);

    public static readonly BarInterval OneHour = new(60);

    /// <summary>Every length that is supported, shortest first.</summary>
    public static IReadOnlyList<BarInterval> All { get; } = [new(1), new(3), new(5), new(15), new(30), new(60)];

    public int Minutes => _minutesBeyondOne + 1;

    public long Milliseconds => Minutes * 60_000L;

    public TimeSpan Duration => TimeSpan.FromMinutes(Minutes);

    /// <summary>Reads 1m to 1h; false when the text is not one of <see cref="All"/>.</summary>
    public static bool TryParse(string? text, out BarInterval interval)
    {
        foreach (var known in All)
        {
            if (known.ToString() != text)
                continue;
            interval = known;
            return true;
        }

        interval = default;
        return false;
    }

    /// <summary>The interval of this many milliseconds; false when it is not one of <see cref="All"/>.</summary>
    public static bool TryFromMilliseconds(long milliseconds, out BarInterval interval)
    {
        foreach (var known in All)
        {
            if (known.Milliseconds != milliseconds)
                continue;
            interval = known;
            return true;
        }

        interval = default;
        return false;
    }

    /// <summary>The start of the bar that the instant lies in, Unix milliseconds.</summary>
    public long Floor(long timeMs) => timeMs - (timeMs % Milliseconds);

    public override string ToString() =>
        Minutes < 60 ? Minutes.ToString(CultureInfo.InvariantCulture) + "m" : (Minutes / 60).ToString(CultureInfo.InvariantCulture) + "h";
}
