using System.Globalization;
using CsvHelper;
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

    private static readonly CsvReaderOptions Options = new() { Separator = ',', TrackLineNumbers = true, FormatProvider = CultureInfo.InvariantCulture };

    /// <exception cref="BarSourceException">The file cannot be used; names the file, the line, the value and the rule.</exception>
    public static IReadOnlyList<PlannedEntry> Read(string path)
    {
        if (!File.Exists(path))
            throw new BarSourceException(path, null, "no such file");
        using var csv = CsvReader.FromFile(path, Options, FileOptions.SequentialScan);
        try
        {
            csv.ReadHeader();
            if (Columns.Except(csv.Headers).ToList() is { Count: > 0 } missing)
                throw new BarSourceException(path, 1, $"lacks the column {string.Join(", ", missing)}; the first line must be {string.Join(',', Columns)}");
            var entries = new List<PlannedEntry>();
            while (csv.Read())
                entries.Add(ReadRow(csv, path, csv.LineNumber));
            return entries;
        }
        catch (CsvFormatException fault)
        {
            throw new BarSourceException(path, csv.LineNumber, fault.Message, fault);
        }
    }

    private static PlannedEntry ReadRow(CsvReader csv, string path, long line)
    {
        var sideText = Field(csv, "side");
        PositionSide? side = sideText.ToUpperInvariant() switch
        {
            "LONG" => PositionSide.Long,
            "SHORT" => PositionSide.Short,
            _ => null,
        };
        var symbol = Field(csv, "symbol").ToUpperInvariant();
        if (symbol.Length == 0)
            throw new BarSourceException(path, line, "symbol is missing");
        return new PlannedEntry(
            TimeOf(Field(csv, "time"), path, line),
            symbol,
            new EntrySignal(
                side ?? throw new BarSourceException(path, line, $"side = '{sideText}': must be long or short"),
                Positive(Field(csv, "quantity"), "quantity", path, line),
                Positive(Field(csv, "stop"), "stop", path, line)));
    }

    private static string Field(CsvReader csv, string column) =>
        csv.GetFieldIndex(column) is var index && index < csv.FieldCount ? csv.GetString(index).Trim() : "";

    private static long TimeOf(string text, string path, long line)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return milliseconds;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : throw new BarSourceException(path, line, $"time = '{text}': must be Unix milliseconds or ISO 8601");
    }

    private static decimal? Positive(string text, string column, string path, long line)
    {
        if (text.Length == 0)
            return null;
        return WireNumber.TryParse(text, out decimal value) && value > 0
            ? value
            : throw new BarSourceException(path, line, $"{column} = '{text}': must be a number above 0, or empty");
    }
}
