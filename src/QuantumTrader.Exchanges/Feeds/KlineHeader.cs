using System.Text;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>Which column of a kline file holds what; columns are found by name, those that are not needed are ignored.</summary>
internal sealed class KlineHeader
{
    private static readonly string[] Needed = ["open_time", "open", "high", "low", "close", "volume"];

    private readonly KlineColumn[] _columns;

    private KlineHeader(KlineColumn[] columns) => _columns = columns;

    public int ColumnCount => _columns.Length;

    public KlineColumn this[int index] => _columns[index];

    /// <exception cref="BarSourceException">The line is no header, or a column is missing or there twice.</exception>
    public static KlineHeader Parse(string file, ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        var names = Encoding.UTF8.GetString(line).Split(',');
        if (names[0].Length > 0 && char.IsAsciiDigit(names[0][0]))
            throw new BarSourceException(file, 1, $"\"{names[0]}\": the first line must be the header, {string.Join(",", Needed)}");

        foreach (var needed in Needed)
        {
            var found = names.Count(name => name == needed);
            if (found != 1)
                throw new BarSourceException(file, 1, found == 0 ? $"column {needed} is missing in the header" : $"column {needed} is in the header {found} times");
        }

        return new(Array.ConvertAll(names, ColumnOf));
    }

    public static string NameOf(KlineColumn column) => column == KlineColumn.CloseTime ? "close_time" : Needed[(int)column];

    private static KlineColumn ColumnOf(string name)
    {
        var index = Array.IndexOf(Needed, name);
        if (index >= 0)
            return (KlineColumn)index;
        return name == "close_time" ? KlineColumn.CloseTime : KlineColumn.Ignored;
    }
}
