using System.IO.Compression;
using QuantumTrader.Tests.Support;

namespace QuantumTrader.EndToEnd.Tests.Harness;

/// <summary>Recorded klines.</summary>
public static class Recorded
{
    public const string June2025 = "futures-2025-06";

    public static string Set(string name) => SharedFolder.Find(Path.Combine("data", "klines", name));

    public static string File(string set, string symbol, string interval = "1m") => Path.Combine(Set(set), $"{symbol}-{interval}.csv.gz");

    /// <summary>The first bars of a recording, as a plain file in the folder.</summary>
    /// <returns>Its path.</returns>
    public static string Cut(TempFolder folder, string symbol, int bars)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(File(June2025, symbol)), CompressionMode.Decompress));
        var path = folder.File($"{symbol}-1m.csv");
        using var writer = new StreamWriter(path);
        const int Header = 1;
        for (var line = 0; line < bars + Header; line++)
            writer.Write(reader.ReadLine() + "\n");
        return path;
    }

    public static string[] Cut(TempFolder folder, int bars, params string[] symbols) => [.. symbols.Select(symbol => Cut(folder, symbol, bars))];
}
