using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;

namespace QuantumTrader.Benchmarks.Feeds;

/// <summary>
/// One gzip kline file of 33,120 simulated bars in the layout of Binance's public files, read to the end: by <see cref="KlineFile"/> with
/// all its checks; by CsvHelper and by hand from the bytes, both into the same six numbers without any check; and only unpacked, which is
/// the floor of them all.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class KlineReadBenchmark
{
    private const int BarCount = 33_120;

    private string _folder = "";
    private string _path = "";

    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("kline-benchmark").FullName;
        _path = Path.Combine(_folder, "BTCUSDT-1m.csv.gz");
        using var market = new SimulatedMarket(new(7, ["BTCUSDT"], 1_748_736_000_000, BarInterval.OneMinute, BarCount));
        using var writer = new StreamWriter(new GZipStream(File.Create(_path), CompressionLevel.Optimal));
        writer.Write("open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n");
        while (market.Take() is { } bar)
        {
            var prices = FormattableString.Invariant($"{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}");
            writer.Write(FormattableString.Invariant($"{bar.OpenTimeMs},{prices},{bar.CloseTimeMs},0,0,0,0,0\n"));
        }
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public int KlineFileReader()
    {
        using var file = KlineFile.Open(_path);
        var count = 0;
        while (file.Read() is not null)
            count++;
        return Complete(count);
    }

    [Benchmark]
    public int CsvHelperAlone()
    {
        using var csv = CsvReader.Create(
            Unpack(), new CsvReaderOptions { Separator = ',', Mode = CsvMode.NoEscape, FormatProvider = CultureInfo.InvariantCulture });
        csv.ReadHeader();
        var at = Array.ConvertAll((string[])["open_time", "open", "high", "low", "close", "volume"], csv.GetFieldIndex);
        var count = 0;
        Bar? last = null;
        while (csv.Read())
        {
            last = new Bar(
                "BTCUSDT", BarInterval.OneMinute, csv.Parse<long>(at[0]), csv.Parse<decimal>(at[1]), csv.Parse<decimal>(at[2]),
                csv.Parse<decimal>(at[3]), csv.Parse<decimal>(at[4]), csv.Parse<decimal>(at[5]));
            count++;
        }

        return last is null ? 0 : Complete(count);
    }

    [Benchmark]
    public int ByHand()
    {
        using var stream = Unpack();
        var buffer = new byte[64 * 1024];
        var (held, count, isHeader) = (0, 0, true);
        Bar? last = null;
        int read;
        while ((read = stream.Read(buffer, held, buffer.Length - held)) > 0)
        {
            held += read;
            var rest = buffer.AsSpan(0, held);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                if (isHeader)
                {
                    isHeader = false;
                    continue;
                }

                last = Parse(rest[..end]);
                count++;
            }

            held = rest.Length;
            rest.CopyTo(buffer);
        }

        return last is null ? 0 : Complete(count);
    }

    [Benchmark]
    public long UnpackOnly()
    {
        using var stream = Unpack();
        var buffer = new byte[64 * 1024];
        long total = 0;
        int read;
        while ((read = stream.Read(buffer)) > 0)
            total += read;
        return total;
    }

    private static Bar Parse(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out long openTime, out var used))
            throw new FormatException();
        Span<decimal> numbers = stackalloc decimal[5];
        foreach (ref var number in numbers)
        {
            line = line[(used + 1)..];
            if (!Utf8Parser.TryParse(line, out number, out used))
                throw new FormatException();
        }

        return new Bar("BTCUSDT", BarInterval.OneMinute, openTime, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    private GZipStream Unpack() => new(File.OpenRead(_path), CompressionMode.Decompress);

    private static int Complete(int count) =>
        count == BarCount ? count : throw new InvalidOperationException($"{count} bars read where {BarCount} were written");
}
