using QuantumTrader.Domain.Markets;
using QuantumTrader.Exchanges.Feeds;
using static QuantumTrader.Exchanges.Tests.Feeds.KlineFolder;

namespace QuantumTrader.Exchanges.Tests.Feeds;

public sealed class KlineFileTests : IDisposable
{
    private readonly KlineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static List<Bar> ReadAll(string path)
    {
        using var file = KlineFile.Open(path);
        return Drain(file);
    }

    private static List<Bar> Drain(KlineFile file)
    {
        var bars = new List<Bar>();
        while (file.Read() is { } bar)
            bars.Add(bar);
        return bars;
    }

    [Fact]
    public void A_bar_is_read_with_all_its_numbers()
    {
        var bars = ReadAll(_folder.Write("btcusdt-1m.csv", $"{Header}\n{Line(0, "0.10", "123456.789", "0.0000001", "2", "0")}\n{Line(1)}\n"));
        Assert.Equal(new Bar("BTCUSDT", BarInterval.OneMinute, Bars.StartMs, 0.1m, 123456.789m, 0.0000001m, 2, 0), bars[0]);
        Assert.Equal(2, bars.Count);
    }

    [Theory]
    [InlineData("X-1m.csv", false)]
    [InlineData("X-1m.csv.gz", true)]
    [InlineData("X-1m.csv", true)]
    [InlineData("X-1m.csv.gz", false)]
    public void Gzip_is_told_by_content_and_not_by_name(string name, bool gzip)
    {
        var path = gzip ? _folder.WriteGzip(name, Flat(0, 1, 2)) : _folder.Write(name, Flat(0, 1, 2));
        Assert.Equal(3, ReadAll(path).Count);
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r\n", "\uFEFF")]
    public void Line_ends_mark_and_missing_last_line_end_do_not_matter(string end, string mark)
    {
        var text = mark + string.Join(end, Header, Line(0), "", Line(1), Line(2));
        Assert.Equal(3, ReadAll(_folder.Write("X-1m.csv", text)).Count);
    }

    [Fact]
    public void Columns_are_found_by_name_and_others_ignored()
    {
        var bar = Assert.Single(
            ReadAll(_folder.Write("X-1m.csv", $"close,note,volume,low,high,open,open_time\n2,hello,7,1,4,3,{Bars.StartMs}\n")));
        Assert.Equal((3m, 4m, 1m, 2m, 7m), (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    public void The_interval_is_taken_from_the_file(int minutes)
    {
        var start = 1_699_999_200_000;
        var text = "open_time,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, 3).Select(i => $"{start + (i * minutes * 60_000L)},1,1,1,1,1\n"));
        using var file = KlineFile.Open(_folder.Write("X.csv", text));
        Assert.Equal(minutes, file.Interval.Minutes);
    }

    [Fact]
    public void A_single_bar_takes_its_interval_from_close_time_or_else_from_the_name()
    {
        Assert.Single(ReadAll(_folder.Write("X.csv", Flat(0))));
        var bar = Assert.Single(ReadAll(_folder.Write("X-5m.csv", "open_time,open,high,low,close,volume\n1699999200000,1,1,1,1,1\n")));
        Assert.Equal(5, bar.Interval.Minutes);
    }

    [Fact]
    public void Gaps_are_counted_and_not_refused()
    {
        using var file = KlineFile.Open(_folder.Write("X-1m.csv", Flat(0, 1, 4, 5, 7)));
        Assert.Equal(5, Drain(file).Count);
        Assert.Equal((2, 3L), (file.Gaps, file.MissingBars));
    }

    [Fact]
    public void A_bar_that_a_halt_cut_short_is_taken() =>
        Assert.Equal(3, ReadAll(_folder.Write("X-1m.csv", Flat(0, 1, 2).Replace("1700000159999", "1700000120000"))).Count);

    // What stands in line 3 of an otherwise good file; what the message must say.
    public static TheoryData<string, string> WrongLines => new()
    {
        { Line(1, open: "abc"), "column open: \"abc\": must be a finite number above 0" },
        { Line(1, high: ""), "column high: \"\": must be a finite number above 0" },
        { Line(1, low: "NaN"), "column low: \"NaN\": must be a finite number above 0" },
        { Line(1, close: "Infinity"), "column close: \"Infinity\": must be a finite number above 0" },
        { Line(1, close: "0"), "column close: \"0\": must be a finite number above 0" },
        { Line(1, close: "-5"), "column close: \"-5\": must be a finite number above 0" },
        { Line(1, close: "1O0"), "column close: \"1O0\": must be a finite number above 0" },
        { Line(1, volume: "-1"), "column volume: \"-1\": must be a finite number, 0 or more" },
        { Line(1, high: "99"), "column high: 99: must not be below low 99.5" },
        { Line(1, open: "102"), "column open: 102: must lie between low 99.5 and high 101" },
        { Line(1, close: "99"), "column close: 99: must lie between low 99.5 and high 101" },
        { Line(0), "column open_time: 1700000040000: must be above that of the line before, 1700000040000" },
        { Line(-1), "column open_time: 1699999980000: must be above that of the line before, 1700000040000" },
        { Line(1).Replace("1700000100000,", "1700000100001,"), "must be a multiple of the interval 1m" },
        { Line(1).Replace("1700000159999", "1700000099999"), "column close_time: 1700000099999: must lie within 1m from open_time 1700000100000" },
        { Line(1).Replace("1700000100000,", "1700000100000000,"), "column open_time: \"1700000100000000\": must be Unix milliseconds" },
        { Line(1).Replace("1700000100000,", "1700000100,"), "column open_time: \"1700000100\": must be Unix milliseconds" },
        { Line(1).Replace("1700000100000,", "today,"), "column open_time: \"today\": must be an integer, Unix milliseconds" },
        { Line(1) + ",1", "8 columns where the header has 7" },
        { "1700000100000,1,1", "3 columns where the header has 7" },
    };

    [Theory]
    [MemberData(nameof(WrongLines))]
    public void A_wrong_line_is_named_with_file_line_value_and_rule(string wrong, string message)
    {
        var path = _folder.Write("X-1m.csv", $"{Header}\n{Line(0)}\n{wrong}\n{Line(2)}\n{Line(3)}\n");
        var error = Assert.Throws<BarSourceException>(() => ReadAll(path));
        Assert.StartsWith($"{path}: line 3: ", error.Message);
        Assert.Contains(message, error.Message);
        Assert.Equal((path, 3L), (error.File, error.Line));
    }

    // A whole file, its name, what the message must say.
    public static TheoryData<string, string, string> WrongFiles => new()
    {
        { "X-1m.csv", "", "the file is empty" },
        { "X-1m.csv", Header + "\n", "a header and no bars" },
        { "X-1m.csv", Line(0) + "\n" + Line(1) + "\n", "line 1: \"1700000040000\": the first line must be the header" },
        { "X-1m.csv", "open_time,open,high,low,volume\n", "line 1: column close is missing in the header" },
        { "X-1m.csv", "open_time,open,open,high,low,close,volume\n", "line 1: column open is in the header 2 times" },
        { "X-5m.csv", Flat(0, 1), "the name says 5m, but the smallest spacing of open_time is 1m" },
        { "X.csv", Flat(0, 5, 10), "the smallest spacing of open_time is 5m, but close_time - open_time + 1 is 1m" },
        { "X.csv", Flat(0, 1).Replace("1700000159999", "1700000169999"), "line 3: close_time - open_time + 1 is 70000 ms: must be that of" },
        { "X-5m.csv", Flat(0), "the name says 5m, but close_time - open_time + 1 is 1m" },
        { "X-4h.csv", Flat(0, 1), "interval \"4h\" in the name: must be one of 1m, 3m, 5m, 15m, 30m, 1h" },
        { "X.csv", Flat(0, 2, 4), "line 3: the smallest spacing of open_time is 120000 ms: must be that of 1m, 3m" },
        { "X.csv", "open_time,open,high,low,close,volume\n1699999200000,1,1,1,1,1\n", "the interval is not known" },
        { "-1m.csv", Flat(0), "a kline file is named SYMBOL-interval.csv" },
        { "X Y-1m.csv", Flat(0), "\"X Y\": a kline file is named" },
    };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_file_that_is_none_is_refused_when_it_is_opened(string name, string text, string message)
    {
        var path = _folder.Write(name, text);
        var error = Assert.Throws<BarSourceException>(() => KlineFile.Open(path).Dispose());
        Assert.StartsWith(path, error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<BarSourceException>(() => KlineFile.Open(_folder.PathOf("X-1m.csv")));
        Assert.Contains("X-1m.csv: cannot be read", error.Message);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void A_gzip_file_that_was_cut_off_is_an_error_and_never_a_short_recording(double share)
    {
        var whole = Gzip(Flat([.. Enumerable.Range(0, 5_000)]));
        var path = _folder.PathOf("X-1m.csv.gz");
        File.WriteAllBytes(path, whole[..(int)(whole.Length * share)]);
        var error = Assert.Throws<BarSourceException>(() => ReadAll(path));
        Assert.Contains("damaged or cut off", error.Message);
        Assert.NotNull(error.Line);
    }

    [Fact]
    public void A_gzip_file_of_a_few_bytes_is_an_error()
    {
        var path = _folder.PathOf("X-1m.csv.gz");
        File.WriteAllBytes(path, [0x1F, 0x8B, 8]);
        Assert.Contains("3 bytes are no gzip file", Assert.Throws<BarSourceException>(() => KlineFile.Open(path)).Message);
    }

    [Fact]
    public void A_gzip_file_with_changed_bytes_is_an_error()
    {
        var bytes = Gzip(Flat([.. Enumerable.Range(0, 5_000)]));
        bytes[^6] ^= 0xFF;
        var path = _folder.PathOf("X-1m.csv.gz");
        File.WriteAllBytes(path, bytes);
        Assert.Throws<BarSourceException>(() => ReadAll(path));
    }

    [Fact]
    public void A_line_that_never_ends_is_an_error()
    {
        var path = _folder.Write("X-1m.csv", Header + "\n" + new string('1', 70_000));
        Assert.Contains("after this line", Assert.Throws<BarSourceException>(() => ReadAll(path)).Message);
    }
}
