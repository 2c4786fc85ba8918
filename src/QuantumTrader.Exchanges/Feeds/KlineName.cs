using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// What the name of a kline file says: <c>SYMBOL-interval.csv[.gz]</c>, with anything after a second dash ignored
/// (<c>BTCUSDT-1m-2024-01.csv</c>).
/// </summary>
/// <param name="Symbol">Upper-case.</param>
/// <param name="Interval">Null when the name holds none.</param>
internal sealed record KlineName(string Symbol, BarInterval? Interval)
{
    /// <exception cref="BarSourceException">No symbol in the name, or an interval that is not supported.</exception>
    public static KlineName Parse(string path)
    {
        var stem = Path.GetFileName(path).Split('.')[0];
        var parts = stem.Split('-');
        var symbol = parts[0].ToUpperInvariant();
        if (symbol.Length == 0 || !symbol.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new BarSourceException(
                path, null, $"\"{parts[0]}\": a kline file is named SYMBOL-interval.csv or .csv.gz, with a symbol of letters and digits");
        if (parts.Length < 2 || !LooksLikeInterval(parts[1]))
            return new(symbol, null);
        if (!BarInterval.TryParse(parts[1], out var interval))
            throw new BarSourceException(
                path, null, $"interval \"{parts[1]}\" in the name: must be one of {string.Join(", ", BarInterval.All)}");
        return new(symbol, interval);
    }

    // 1m, 4h, 1d: digits and one unit. 2024, as in a name with a date only, is no interval.
    private static bool LooksLikeInterval(string text) =>
        text.Length > 1 && text[..^1].All(char.IsAsciiDigit) && "smhdwM".Contains(text[^1]);
}
