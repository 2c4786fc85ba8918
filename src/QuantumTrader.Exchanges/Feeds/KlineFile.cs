using System.Buffers.Binary;
using System.IO.Compression;
using QuantumTrader.Domain.Markets;

namespace QuantumTrader.Exchanges.Feeds;

/// <summary>
/// A kline file, read from front to back: CSV with a header line, plain or gzip (told by its first bytes), columns found by name, times in Unix
/// milliseconds. The interval is learnt from the first <see cref="HeadRows"/> bars (see <see cref="KlineInterval"/>). Missing bars are allowed and counted; everything else that is wrong stops the read at its line.
/// Reads bytes itself, since CsvHelper takes several times as long (docs/decisions/0002-kline-reader.md).
/// </summary>
public sealed class KlineFile : IDisposable
{
    /// <summary>How many bars are looked at to learn the interval.</summary>
    public const int HeadRows = 64;

    // Header and trailer of RFC 1952.
    private const int SmallestGzip = 18;

    private readonly Utf8Lines _lines;
    private readonly KlineParser _parser;
    private readonly Queue<KlineRow> _head = new(HeadRows);
    private long? _previousOpenMs;

    private KlineFile(string path, KlineName name, Utf8Lines lines)
    {
        Path = path;
        Symbol = name.Symbol;
        _lines = lines;
        if (!TryReadLine(out var header))
            throw new BarSourceException(path, null, "the file is empty");
        _parser = new(path, KlineHeader.Parse(path, header));
        while (_head.Count < HeadRows && ReadRow() is { } row)
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
        Utf8Lines? lines = null;
        try
        {
            lines = OpenLines(path);
            return new KlineFile(path, name, lines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lines?.Dispose();
            throw new BarSourceException(path, null, $"cannot be read: {e.Message}", e);
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
        if ((_head.Count > 0 ? _head.Dequeue() : ReadRow()) is not { } row)
            return null;
        CheckTimes(row);
        _previousOpenMs = row.OpenTimeMs;
        return new Bar(Symbol, Interval, row.OpenTimeMs, row.Open, row.High, row.Low, row.Close, row.Volume);
    }

    public void Dispose() => _lines.Dispose();

    private static Utf8Lines OpenLines(string path)
    {
        // The lines are buffered by their reader; a second buffer would only copy.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            Span<byte> magic = stackalloc byte[2];
            var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic.SequenceEqual<byte>([0x1F, 0x8B]);
            file.Position = 0;
            if (!isGzip)
                return new Utf8Lines(file);

            // GZipStream ends without a word where a file was cut off; the length in the trailer (RFC 1952, ISIZE) gives it away.
            if (file.Length < SmallestGzip)
                throw new BarSourceException(path, null, $"the file is damaged or cut off: {file.Length} bytes are no gzip file");
            Span<byte> trailer = stackalloc byte[4];
            file.Position = file.Length - trailer.Length;
            file.ReadExactly(trailer);
            file.Position = 0;
            return new Utf8Lines(new GZipStream(file, CompressionMode.Decompress), BinaryPrimitives.ReadUInt32LittleEndian(trailer));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void CheckTimes(in KlineRow row)
    {
        if (row.OpenTimeMs % Interval.Milliseconds != 0)
            throw new BarSourceException(Path, row.Line, $"column open_time: {row.OpenTimeMs}: must be a multiple of the interval {Interval}");

        // Earlier than the end happens: exchanges cut the bar short in which trading halted.
        if (row.CloseTimeMs is { } close && (close < row.OpenTimeMs || close >= row.OpenTimeMs + Interval.Milliseconds))
            throw new BarSourceException(Path, row.Line, $"column close_time: {close}: must lie within {Interval} from open_time {row.OpenTimeMs}");
        if (_previousOpenMs is not { } previous)
            return;
        if (row.OpenTimeMs <= previous)
            throw new BarSourceException(Path, row.Line, $"column open_time: {row.OpenTimeMs}: must be above that of the line before, {previous}");

        var missing = ((row.OpenTimeMs - previous) / Interval.Milliseconds) - 1;
        if (missing == 0)
            return;
        Gaps++;
        MissingBars += missing;
    }

    private KlineRow? ReadRow()
    {
        while (TryReadLine(out var line))
        {
            if (!line.IsEmpty)
                return _parser.Parse(line, _lines.Number);
        }

        return null;
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        try
        {
            return _lines.TryRead(out line);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new BarSourceException(Path, _lines.Number + 1, $"the file is damaged or cut off: {e.Message}", e);
        }
    }
}
