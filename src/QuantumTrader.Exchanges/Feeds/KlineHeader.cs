namespace QuantumTrader.Exchanges.Feeds;

/// <summary>Where a kline file holds what: 0-based columns, found by name. Columns that are not needed are ignored.</summary>
/// <param name="CloseTime">Null when the file has no such column.</param>
internal sealed record KlineHeader(int ColumnCount, int OpenTime, int Open, int High, int Low, int Close, int Volume, int? CloseTime)
{
    private static readonly string[] Needed = ["open_time", "open", "high", "low", "close", "volume"];

    /// <exception cref="BarSourceException">The names are no header, or a column is missing or there twice.</exception>
    public static KlineHeader Parse(string file, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            throw new BarSourceException(file, null, "the file is empty");
        if (names[0].Length > 0 && char.IsAsciiDigit(names[0][0]))
            throw new BarSourceException(file, 1, $"\"{names[0]}\": the first line must be the header, {string.Join(",", Needed)}");

        int[] at = [.. Needed.Select(name => ColumnOf(name) ?? throw new BarSourceException(
            file, 1, $"column {name} is missing in the header"))];
        return new(names.Count, at[0], at[1], at[2], at[3], at[4], at[5], ColumnOf("close_time"));

        int? ColumnOf(string name)
        {
            int[] found = [.. Enumerable.Range(0, names.Count).Where(index => names[index] == name)];
            if (found.Length > 1)
                throw new BarSourceException(file, 1, $"column {name} is in the header {found.Length} times");
            return found.Length == 0 ? null : found[0];
        }
    }
}
