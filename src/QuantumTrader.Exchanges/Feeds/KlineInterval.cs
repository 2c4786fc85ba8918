using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>Learns the interval of a kline file from its first rows, and refuses a file whose parts disagree about it.</summary>
internal static class KlineInterval
{
    /// <exception cref="BarSourceException">The interval is not supported, not known, or told in two ways.</exception>
    public static BarInterval Resolve(string file, BarInterval? named, IReadOnlyCollection<KlineRow> rows)
    {
        if (SmallestSpacing(rows) is var (spacing, line))
        {
            var interval = Supported(file, line, "the smallest spacing of open_time", spacing);
            return Agreeing(file, named, interval, "the smallest spacing of open_time");
        }

        var only = rows.First();
        if (only.CloseTimeMs is { } close)
        {
            var interval = Supported(file, only.Line, "close_time - open_time + 1", close - only.OpenTimeMs + 1);
            return Agreeing(file, named, interval, "close_time - open_time + 1");
        }

        return named ?? throw new BarSourceException(file, only.Line, "one bar, no column close_time and no interval in the file name: the interval is not known");
    }

    // Null for a single row, and for rows out of order: the check of each row names the line.
    private static (long Spacing, long Line)? SmallestSpacing(IReadOnlyCollection<KlineRow> rows)
    {
        (long Spacing, long Line)? smallest = null;
        long? previous = null;
        foreach (var row in rows)
        {
            if (row.OpenTimeMs - previous is > 0 and var spacing && (smallest is not { } best || spacing < best.Spacing))
                smallest = (spacing, row.Line);
            previous = row.OpenTimeMs;
        }

        return smallest;
    }

    private static BarInterval Supported(string file, long line, string what, long milliseconds) =>
        BarInterval.TryFromMilliseconds(milliseconds, out var interval)
            ? interval
            : throw new BarSourceException(file, line, $"{what} is {milliseconds} ms: must be that of {string.Join(", ", BarInterval.All)}");

    private static BarInterval Agreeing(string file, BarInterval? named, BarInterval found, string what) =>
        named is { } name && name.Milliseconds != found.Milliseconds
            ? throw new BarSourceException(file, null, $"the name says {name}, but {what} is {found}")
            : found;
}
