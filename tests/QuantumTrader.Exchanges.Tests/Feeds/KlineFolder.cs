using System.IO.Compression;
using System.Text;

namespace QuantumTrader.Exchanges.Tests.Feeds;

/// <summary>A folder of its own for the kline files of one test.</summary>
internal sealed class KlineFolder : IDisposable
{
    public const string Header = "open_time,open,high,low,close,volume,close_time";

    public string Root { get; } = Directory.CreateTempSubdirectory("klines").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string WriteGzip(string name, string text)
    {
        File.WriteAllBytes(PathOf(name), Gzip(text));
        return PathOf(name);
    }

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>A file of flat bars at the given minutes.</summary>
    public static string Flat(params int[] minutes) =>
        Header + "\n" + string.Concat(minutes.Select(minute => Line(minute) + "\n"));

    public static string Line(int minute, string open = "100", string high = "101", string low = "99.5", string close = "100.5", string volume = "3") =>
        $"{Bars.StartMs + (minute * 60_000L)},{open},{high},{low},{close},{volume},{Bars.StartMs + (minute * 60_000L) + 59_999}";

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
