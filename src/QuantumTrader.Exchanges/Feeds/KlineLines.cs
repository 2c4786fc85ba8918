using System.Globalization;
using CsvHelper;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>The lines of a kline file as numbers, each checked by itself.</summary>
internal sealed class KlineLines : IDisposable
{
    // Milliseconds of 1973 and 5138: outside of them the column holds seconds or microseconds.
    private const long LowestMs = 100_000_000_000;
    private const long HighestMs = 100_000_000_000_000;

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        Mode = CsvMode.NoEscape,
        TrackLineNumbers = true,
        FormatProvider = CultureInfo.InvariantCulture,
        // A kline line is about 100 bytes; more than this without a line end is another kind of file.
        MaxRecordSize = 64 * 1024,
    };

    private readonly string _file;
    private readonly CsvReader _csv;
    private readonly KlineHeader _header;
    private readonly Func<bool> _next;
    private long _line = 1;

    /// <param name="text">Taken over, and closed with this.</param>
    /// <exception cref="BarSourceException">There is no header with the needed columns.</exception>
    public KlineLines(string file, Stream text)
    {
        _file = file;
        _csv = CsvReader.Create(text, Options);
        _next = _csv.Read;
        try
        {
            Guarded(() => { _csv.ReadHeader(); return true; });
            _header = KlineHeader.Parse(file, _csv.Headers);
        }
        catch
        {
            _csv.Dispose();
            throw;
        }
    }

    /// <summary>The next line; null at the end. Empty lines are passed over.</summary>
    /// <exception cref="BarSourceException">A value is missing, no number or out of its range; prices contradict each other; or the file is
    /// damaged.</exception>
    public KlineRow? Read()
    {
        if (!Guarded(_next))
            return null;
        _line = _csv.LineNumber;
        if (_csv.FieldCount != _header.ColumnCount)
            throw new BarSourceException(_file, _line, $"{_csv.FieldCount} columns where the header has {_header.ColumnCount}");

        var row = new KlineRow(
            _line,
            Time(_header.OpenTime, "open_time"),
            Price(_header.Open, "open"),
            Price(_header.High, "high"),
            Price(_header.Low, "low"),
            Price(_header.Close, "close"),
            Volume(_header.Volume),
            _header.CloseTime is { } column ? Time(column, "close_time") : null);
        if (row.High < row.Low)
            throw new BarSourceException(_file, _line, $"column high: {row.High}: must not be below low {row.Low}");
        Inside(row.Open, "open", row);
        Inside(row.Close, "close", row);
        return row;
    }

    public void Dispose() => _csv.Dispose();

    private bool Guarded(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or CsvFormatException)
        {
            throw new BarSourceException(_file, _line, $"the file is damaged or cut off somewhere after this line: {e.Message}", e);
        }
    }

    private long Time(int index, string column)
    {
        if (!_csv.TryParse(index, out long value))
            throw Fault(index, column, "must be an integer, Unix milliseconds");
        return value is >= LowestMs and <= HighestMs
            ? value
            : throw Fault(index, column, "must be Unix milliseconds, not seconds or microseconds");
    }

    private decimal Price(int index, string column) =>
        _csv.TryParse(index, out decimal value) && value > 0 ? value : throw Fault(index, column, "must be a finite number above 0");

    private decimal Volume(int index) =>
        _csv.TryParse(index, out decimal value) && value >= 0 ? value : throw Fault(index, "volume", "must be a finite number, 0 or more");

    private void Inside(decimal price, string column, in KlineRow row)
    {
        if (price < row.Low || price > row.High)
            throw new BarSourceException(_file, _line, $"column {column}: {price}: must lie between low {row.Low} and high {row.High}");
    }

    private BarSourceException Fault(int index, string column, string rule) =>
        new(_file, _line, $"column {column}: \"{_csv.GetString(index)}\": {rule}");
}
