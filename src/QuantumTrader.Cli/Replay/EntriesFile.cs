using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using QuantumTrader.Domain.Entries;
using QuantumTrader.Domain.Positions;
using QuantumTrader.Exchanges.Feeds;
using QuantumTrader.Messaging.Contract;

namespace QuantumTrader.Cli.Replay;

/// <summary>
/// Reads the positions to open from a CSV file with the columns <c>time,symbol,side,quantity,stop</c>: time in Unix milliseconds or ISO 8601 UTC,
/// side long or short, quantity in base currency (empty: the configured notional), stop price (empty: the configured distance).
/// </summary>
internal static class EntriesFile
{
    private static readonly string[] Columns = ["time", "symbol", "side", "quantity", "stop"];

    /// <exception cref="BarSourceException">The file cannot be used; names the file, the line, the value and the rule.</exception>
    public static IReadOnlyList<PlannedEntry> Read(string path)
    {
        if (!File.Exists(path))
            throw new BarSourceException(path, null, "no such file");
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header)
            throw new BarSourceException(path, null, $"is empty; the first line must be {string.Join(',', Columns)}");
        if (Columns.Except(header).ToList() is { Count: > 0 } missing)
            throw new BarSourceException(path, 1, $"lacks the column {string.Join(", ", missing)}; the first line must be {string.Join(',', Columns)}");

        var entries = new List<PlannedEntry>();
        while (csv.Read())
            entries.Add(ReadRow(csv, path, csv.Parser.RawRow));
        return entries;
    }

    private static PlannedEntry ReadRow(CsvReader csv, string path, int line)
    {
        var sideText = csv.GetField("side") ?? "";
        PositionSide? side = sideText.ToUpperInvariant() switch
        {
            "LONG" => PositionSide.Long,
            "SHORT" => PositionSide.Short,
            _ => null,
        };
        var symbol = (csv.GetField("symbol") ?? "").ToUpperInvariant();
        if (symbol.Length == 0)
            throw new BarSourceException(path, line, "symbol is missing");
        return new PlannedEntry(
            TimeOf(csv.GetField("time") ?? "", path, line),
            symbol,
            new EntrySignal(
                side ?? throw new BarSourceException(path, line, $"side = '{sideText}': must be long or short"),
                Positive(csv, "quantity", path, line),
                Positive(csv, "stop", path, line)));
    }

    private static long TimeOf(string text, string path, int line)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return milliseconds;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : throw new BarSourceException(path, line, $"time = '{text}': must be Unix milliseconds or ISO 8601");
    }

    private static decimal? Positive(CsvReader csv, string column, string path, int line)
    {
        var text = csv.GetField(column) ?? "";
        if (text.Length == 0)
            return null;
        return WireNumber.TryParse(text, out decimal value) && value > 0
            ? value
            : throw new BarSourceException(path, line, $"{column} = '{text}': must be a number above 0, or empty");
    }
}
