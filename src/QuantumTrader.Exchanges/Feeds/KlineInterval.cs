using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// Learns the interval of a kline file from its first rows: the smallest supported spacing of open_time. The longest bar by close_time and
/// the file name must say the same where they say something, and take its place for a file of one bar.
/// </summary>
internal static class KlineInterval
{
    private const string BySpacing = "the smallest spacing of open_time";
    private const string ByCloseTime = "close_time - open_time + 1";

    /// <exception cref="BarSourceException">The interval is not supported, not known, or told in two ways.</exception>
    public static BarInterval Resolve(string file, BarInterval? named, IReadOnlyCollection<KlineRow> rows)
    {
        var spaced = Spacing(file, rows);
        var lasting = Longest(file, rows);
        if (spaced is { } one && lasting is { } other && one.Milliseconds != other.Milliseconds)
            throw new BarSourceException(file, null, $"{BySpacing} is {one}, but {ByCloseTime} is {other}");
        if ((spaced ?? lasting) is not { } found)
            return named ?? throw new BarSourceException(
                file, rows.First().Line, "one bar, no column close_time and no interval in the file name: the interval is not known");
        if (named is { } name && name.Milliseconds != found.Milliseconds)
            throw new BarSourceException(file, null, $"the name says {name}, but {(spaced is null ? ByCloseTime : BySpacing)} is {found}");
        return found;
    }

    // Null for a single row. Only supported spacings count, so that one time off the grid is reported at its own line and not as a strange
    // interval.
    private static BarInterval? Spacing(string file, IReadOnlyCollection<KlineRow> rows)
    {
        var spacings = rows
            .Zip(rows.Skip(1), (one, next) => (Milliseconds: next.OpenTimeMs - one.OpenTimeMs, next.Line))
            .Where(one => one.Milliseconds > 0)
            .ToList();
        if (spacings.Count == 0)
            return null;
        foreach (var interval in BarInterval.All)
        {
            if (spacings.Exists(one => one.Milliseconds == interval.Milliseconds))
                return interval;
        }

        var (smallest, line) = spacings.MinBy(one => one.Milliseconds);
        throw Unsupported(file, line, BySpacing, smallest);
    }

    // The longest, since a bar in which trading halted is shorter than its interval.
    private static BarInterval? Longest(string file, IReadOnlyCollection<KlineRow> rows)
    {
        var longest = rows.MaxBy(row => row.CloseTimeMs - row.OpenTimeMs);
        if (longest.CloseTimeMs is not { } close)
            return null;
        var milliseconds = close - longest.OpenTimeMs + 1;
        return BarInterval.TryFromMilliseconds(milliseconds, out var interval)
            ? interval
            : throw Unsupported(file, longest.Line, ByCloseTime, milliseconds);
    }

    private static BarSourceException Unsupported(string file, long line, string what, long milliseconds) =>
        new(file, line, $"{what} is {milliseconds} ms: must be that of {string.Join(", ", BarInterval.All)}");
}
