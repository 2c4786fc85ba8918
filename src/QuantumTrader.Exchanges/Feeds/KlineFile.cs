using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// A kline file, read from front to back: CSV with a header line, plain or gzip (told by its first bytes), columns found by name, times in
/// Unix milliseconds. The interval is learnt from the first <see cref="HeadRows"/> bars (see <see cref="KlineInterval"/>). Missing bars are
/// allowed and counted; everything else that is wrong stops the read at its line. Speed and the choice of reader:
/// docs/decisions/0002-kline-reader.md.
/// </summary>
public sealed class KlineFile : IDisposable
{
    /// <summary>How many bars are looked at to learn the interval.</summary>
    public const int HeadRows = 64;

    private readonly KlineLines _lines;
    private readonly Queue<KlineRow> _head = new(HeadRows);
    private long? _previousOpenMs;

    private KlineFile(string path, KlineName name, KlineLines lines)
    {
        Path = path;
        Symbol = name.Symbol;
        _lines = lines;
        while (_head.Count < HeadRows && _lines.Read() is { } row)
            _head.Enqueue(row);
        if (_head.Count == 0)
            throw new BarSourceException(path, null, "the file has a header and no bars");
        FirstOpenTimeMs = _head.Peek().OpenTimeMs;
        Interval = KlineInterval.Resolve(path, name.Interval, _head);
    }

    public string Path { get; }

    public string Symbol { get; }

    public BarInterval Interval { get; }

    public long FirstOpenTimeMs { get; }

    /// <summary>Places where bars were missing, in what was read so far.</summary>
    public int Gaps { get; private set; }

    /// <summary>Bars that were missing, in what was read so far.</summary>
    public long MissingBars { get; private set; }

    /// <exception cref="BarSourceException">The file cannot be opened, or its beginning is no kline file.</exception>
    public static KlineFile Open(string path)
    {
        var name = KlineName.Parse(path);
        KlineLines? lines = null;
        try
        {
            lines = new KlineLines(path, OpenText(path));
            return new KlineFile(path, name, lines);
        }
        catch
        {
            lines?.Dispose();
            throw;
        }
    }

    /// <summary>The next bar; null at the end of the file.</summary>
    /// <exception cref="BarSourceException">The line is wrong, or the file is damaged.</exception>
    public Bar? Read()
    {
        if ((_head.Count > 0 ? _head.Dequeue() : _lines.Read()) is not { } row)
            return null;
        CheckTimes(row);
        _previousOpenMs = row.OpenTimeMs;
        return new Bar(Symbol, Interval, row.OpenTimeMs, row.Open, row.High, row.Low, row.Close, row.Volume);
    }

    public void Dispose() => _lines.Dispose();

    private static Stream OpenText(string path)
    {
        FileStream? file = null;
        try
        {
            // Text is buffered by its reader; a second buffer would only copy.
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            Span<byte> magic = stackalloc byte[2];
            var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic.SequenceEqual<byte>([0x1F, 0x8B]);
            file.Position = 0;
            return isGzip ? new GzipText(file) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            file?.Dispose();
            throw new BarSourceException(path, null, $"cannot be read: {e.Message}", e);
        }
    }

    private void CheckTimes(in KlineRow row)
    {
        if (row.OpenTimeMs % Interval.Milliseconds != 0)
            throw new BarSourceException(
                Path, row.Line, $"column open_time: {row.OpenTimeMs}: must be a multiple of the interval {Interval}");

        // Earlier than the end happens: exchanges cut the bar short in which trading halted.
        if (row.CloseTimeMs is { } close && (close < row.OpenTimeMs || close >= row.OpenTimeMs + Interval.Milliseconds))
            throw new BarSourceException(
                Path, row.Line, $"column close_time: {close}: must lie within {Interval} from open_time {row.OpenTimeMs}");
        if (_previousOpenMs is not { } previous)
            return;
        if (row.OpenTimeMs <= previous)
            throw new BarSourceException(
                Path, row.Line, $"column open_time: {row.OpenTimeMs}: must be above that of the line before, {previous}");

        var missing = ((row.OpenTimeMs - previous) / Interval.Milliseconds) - 1;
        if (missing == 0)
            return;
        Gaps++;
        MissingBars += missing;
    }
}
